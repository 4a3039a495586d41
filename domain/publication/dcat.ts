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

const CONTEXT = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;
const TITLE = words({
  vi: 'Dữ liệu mở về tháo gỡ đầu tư công',
  en: 'Open data on clearing public investment',
});
const DESCRIPTION = words({
  vi: 'Dự án, vướng mắc, điều chuyển vốn và giải ngân đầu tư công của Thành phố Hồ Chí Minh, cập nhật hằng ngày.',
  en: 'Projects, blockers, moves of capital and disbursement of the public investment of Ho Chi Minh City, brought up to date daily.',
});
const PUBLISHER = {
  '@type': ['foaf:Organization', 'foaf:Agent'],
  'foaf:name': words({
    vi: 'Ủy ban nhân dân Thành phố Hồ Chí Minh',
    en: 'Ho Chi Minh City People’s Committee',
  }),
};
const MADE_UP = words({ vi: 'Có số liệu minh họa.', en: 'Some figures are illustrative.' });

type Published = { readonly base: string; readonly now: Instant; readonly illustrative: boolean };
type DataSet = { readonly name: keyof typeof ABOUT; readonly title: Words; readonly files: readonly File[] };

const addressOf = (base: string, file: string) => `${base}/api/open/${file}`;
const pageOf = (base: string) => `${base}/cong-khai`;
const publisherOf = (base: string) => iri(`${base}/#publisher`);

function dataset({ name, title, files }: DataSet, { base, now, illustrative }: Published) {
  const page = pageOf(base);
  return {
    '@type': 'dcat:Dataset',
    '@id': addressOf(base, name),
    'dct:identifier': name,
    'dct:title': words(title),
    'dct:description': words(ABOUT[name]),
    'dct:modified': typed('xsd:dateTime', now),
    'dct:publisher': publisherOf(base),
    'dct:license': iri(LICENCE),
    'dct:accrualPeriodicity': DAILY,
    'dct:language': LANGUAGES,
    'dct:accessRights': PUBLIC,
    'dct:spatial': PLACE,
    'dcat:theme': GOVERNMENT,
    'dcat:keyword': words({ vi: 'đầu tư công', en: 'public investment' }),
    'dcat:landingPage': iri(page),
    ...(illustrative ? { 'rdfs:comment': MADE_UP } : {}),
    'dcat:distribution': files.map((file) => distribution(file, page)),
  };
}

/** A DCAT catalogue (https://www.w3.org/TR/vocab-dcat-3/) in JSON-LD. `base` is the public address, without a slash at the end. */
export function dcatCatalogue(base: string, now: Instant, illustrative: boolean) {
  const published = { base, now, illustrative };
  const at = (file: string) => addressOf(base, file);
  const sets: DataSet[] = [
    ...OPEN_SETS.map(({ name, ...title }) => ({
      name,
      title,
      files: [
        { url: at(`${name}.csv`), mediaType: 'text/csv', title: 'CSV' },
        { url: at(`${name}.json`), mediaType: 'application/json', title: 'JSON' },
      ],
    })),
    {
      name: 'oc4ids',
      title: { vi: 'Dự án theo OC4IDS 0.9.5', en: 'Projects in OC4IDS 0.9.5' },
      files: [
        { url: at('oc4ids.json'), mediaType: 'application/json', title: 'OC4IDS' },
        { url: at('oc4ids-extension.json'), mediaType: 'application/schema+json', title: 'Extension' },
      ],
    },
  ];
  return {
    '@context': CONTEXT,
    '@type': 'dcat:Catalog',
    '@id': at('catalog.jsonld'),
    'dct:title': TITLE,
    'dct:description': DESCRIPTION,
    'dct:publisher': { ...publisherOf(base), ...PUBLISHER },
    'dct:license': iri(LICENCE),
    'dct:language': LANGUAGES,
    'dct:modified': typed('xsd:dateTime', now),
    'foaf:homepage': iri(pageOf(base)),
    'dcat:dataset': sets.map((set) => dataset(set, published)),
  };
}
