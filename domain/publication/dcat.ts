import type { Instant } from '../time.ts';
import { LICENCE } from './oc4ids.ts';

/** Data sets by the name of their file, with what they say in both languages. */
export const OPEN_SETS = [
  { name: 'projects', vi: 'Dự án và vốn kế hoạch năm', en: 'Projects and their capital of the plan year' },
  { name: 'blockers', vi: 'Vướng mắc và hồ sơ tháo gỡ', en: 'Blockers and their cases' },
  { name: 'moves', vi: 'Điều chuyển vốn', en: 'Moves of capital' },
  { name: 'disbursement', vi: 'Giải ngân theo nhóm dự án', en: 'Disbursement by group of projects' },
] as const;
export type OpenSet = (typeof OPEN_SETS)[number]['name'];

type Words = { readonly vi: string; readonly en: string };

const words = ({ vi, en }: Words) => [
  { '@language': 'vi', '@value': vi },
  { '@language': 'en', '@value': en },
];

/** What a set holds, a sentence or two; who reads it decides by this whether to open it. */
const ABOUT: Readonly<Record<OpenSet | 'oc4ids', Words>> = {
  projects: {
    vi: 'Mỗi dòng một dự án: nhóm, chủ đầu tư, đơn vị hành chính, vốn kế hoạch năm, đã giải ngân, còn giải ngân được (đồng).',
    en: 'A row a project: group, owner, units, planned capital of the year, disbursed, still absorbable (đồng).',
  },
  blockers: {
    vi: 'Mỗi dòng một vướng mắc: loại, cấp thẩm quyền, số hộ còn lại, tình trạng hồ sơ. Không có nội dung tự do và dữ liệu cá nhân.',
    en: 'A row a blocker: category, level of authority, households left, status of its case. No free text and no personal data.',
  },
  moves: {
    vi: 'Mỗi dòng một dự án của một lần điều chuyển: số giảm hoặc tăng (đồng), số và ngày nghị quyết, quyết định, ngày ghi sổ.',
    en: 'A row a project of a move: amount taken or given (đồng), number and date of resolution and decision, day of posting.',
  },
  disbursement: {
    vi: 'Mỗi dòng một nhóm dự án: vốn kế hoạch năm và đã giải ngân (đồng).',
    en: 'A row a group of projects: planned capital of the year and disbursed (đồng).',
  },
  oc4ids: {
    vi: 'Các dự án theo chuẩn OC4IDS 0.9.5, có phần mở rộng về vướng mắc, chuyển cấp và điều chuyển vốn.',
    en: 'The projects in OC4IDS 0.9.5, with an extension for blockers, escalations and moves.',
  },
};

const typed = (type: string, value: string) => ({ '@type': type, '@value': value });
const iri = (id: string) => ({ '@id': id });

/** Codes of the EU's authority tables, which DCAT-AP takes: https://op.europa.eu/en/web/eu-vocabularies/authority-tables */
const AUTHORITY = 'http://publications.europa.eu/resource/authority';
const DAILY = iri(`${AUTHORITY}/frequency/DAILY`);
const LANGUAGES = [iri(`${AUTHORITY}/language/VIE`), iri(`${AUTHORITY}/language/ENG`)];
const PUBLIC = iri(`${AUTHORITY}/access-right/PUBLIC`);
const GOVERNMENT = iri(`${AUTHORITY}/data-theme/GOVE`);
/** Ho Chi Minh City in GeoNames: https://www.geonames.org/1566083 */
const PLACE = iri('https://sws.geonames.org/1566083/');
/** https://www.iana.org/assignments/media-types */
const mediaType = (name: string) => iri(`https://www.iana.org/assignments/media-types/${name}`);

type File = { readonly url: string; readonly mediaType: string; readonly title: string };

function distribution({ url, mediaType: named, title }: File, page: string) {
  return {
    '@type': 'dcat:Distribution',
    '@id': `${url}#file`,
    'dct:title': title,
    'dcat:accessURL': iri(page),
    'dcat:downloadURL': iri(url),
    'dcat:mediaType': mediaType(named),
    'dct:license': iri(LICENCE),
  };
}

/** A DCAT catalogue (https://www.w3.org/TR/vocab-dcat-3/) in JSON-LD. `base` is the public address, without a slash at the end. */
export function dcatCatalogue(base: string, now: Instant, illustrative: boolean) {
  const at = (file: string) => `${base}/api/open/${file}`;
  const page = `${base}/cong-khai`;
  const publisher = iri(`${base}/#publisher`);
  const modified = typed('xsd:dateTime', now);
  const note = illustrative
    ? { 'rdfs:comment': words({ vi: 'Có số liệu minh họa.', en: 'Some figures are illustrative.' }) }
    : {};
  const dataset = (name: keyof typeof ABOUT, title: Words, files: readonly File[]) => ({
    '@type': 'dcat:Dataset',
    '@id': at(name),
    'dct:identifier': name,
    'dct:title': words(title),
    'dct:description': words(ABOUT[name]),
    'dct:modified': modified,
    'dct:publisher': publisher,
    'dct:license': iri(LICENCE),
    'dct:accrualPeriodicity': DAILY,
    'dct:language': LANGUAGES,
    'dct:accessRights': PUBLIC,
    'dct:spatial': PLACE,
    'dcat:theme': GOVERNMENT,
    'dcat:keyword': words({ vi: 'đầu tư công', en: 'public investment' }),
    'dcat:landingPage': iri(page),
    ...note,
    'dcat:distribution': files.map((file) => distribution(file, page)),
  });
  return {
    '@context': {
      dcat: 'http://www.w3.org/ns/dcat#',
      dct: 'http://purl.org/dc/terms/',
      foaf: 'http://xmlns.com/foaf/0.1/',
      rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
      xsd: 'http://www.w3.org/2001/XMLSchema#',
    },
    '@type': 'dcat:Catalog',
    '@id': at('catalog.jsonld'),
    'dct:title': words({
      vi: 'Dữ liệu mở về tháo gỡ đầu tư công',
      en: 'Open data on clearing public investment',
    }),
    'dct:description': words({
      vi: 'Dự án, vướng mắc, điều chuyển vốn và giải ngân đầu tư công của Thành phố Hồ Chí Minh, cập nhật hằng ngày.',
      en: 'Projects, blockers, moves of capital and disbursement of the public investment of Ho Chi Minh City, brought up to date daily.',
    }),
    'dct:publisher': {
      '@type': ['foaf:Organization', 'foaf:Agent'],
      ...publisher,
      'foaf:name': words({
        vi: 'Ủy ban nhân dân Thành phố Hồ Chí Minh',
        en: 'Ho Chi Minh City People’s Committee',
      }),
    },
    'dct:license': iri(LICENCE),
    'dct:language': LANGUAGES,
    'dct:modified': modified,
    'foaf:homepage': iri(page),
    'dcat:dataset': [
      ...OPEN_SETS.map(({ name, ...title }) =>
        dataset(name, title, [
          { url: at(`${name}.csv`), mediaType: 'text/csv', title: 'CSV' },
          { url: at(`${name}.json`), mediaType: 'application/json', title: 'JSON' },
        ]),
      ),
      dataset('oc4ids', { vi: 'Dự án theo OC4IDS 0.9.5', en: 'Projects in OC4IDS 0.9.5' }, [
        { url: at('oc4ids.json'), mediaType: 'application/json', title: 'OC4IDS' },
        { url: at('oc4ids-extension.json'), mediaType: 'application/schema+json', title: 'Extension' },
      ]),
    ],
  };
}
