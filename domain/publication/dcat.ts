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

const words = ({ vi, en }: { vi: string; en: string }) => [
  { '@language': 'vi', '@value': vi },
  { '@language': 'en', '@value': en },
];

const PUBLISHER = {
  '@type': 'foaf:Organization',
  'foaf:name': 'Ủy ban nhân dân Thành phố Hồ Chí Minh',
} as const;

function distribution(url: string, mediaType: string, title: string) {
  return {
    '@type': 'dcat:Distribution',
    'dct:title': title,
    'dcat:downloadURL': { '@id': url },
    'dcat:mediaType': mediaType,
    'dct:license': { '@id': LICENCE },
  };
}

/** A DCAT catalogue (https://www.w3.org/TR/vocab-dcat-3/) in JSON-LD. `base` is the public address, without a slash at the end. */
export function dcatCatalogue(base: string, now: Instant, illustrative: boolean) {
  const at = (file: string) => `${base}/api/open/${file}`;
  const note = illustrative
    ? {
        'dct:accrualPeriodicity': 'daily',
        'rdfs:comment': words({ vi: 'Có số liệu minh họa.', en: 'Some figures are illustrative.' }),
      }
    : { 'dct:accrualPeriodicity': 'daily' };
  const dataset = (name: string, title: { vi: string; en: string }, distributions: readonly object[]) => ({
    '@type': 'dcat:Dataset',
    '@id': at(name),
    'dct:title': words(title),
    'dct:modified': now,
    'dct:publisher': PUBLISHER,
    'dct:license': { '@id': LICENCE },
    ...note,
    'dcat:distribution': distributions,
  });
  return {
    '@context': {
      dcat: 'http://www.w3.org/ns/dcat#',
      dct: 'http://purl.org/dc/terms/',
      foaf: 'http://xmlns.com/foaf/0.1/',
      rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
    },
    '@type': 'dcat:Catalog',
    '@id': at('catalog.jsonld'),
    'dct:title': words({
      vi: 'Dữ liệu mở về tháo gỡ đầu tư công',
      en: 'Open data on clearing public investment',
    }),
    'dct:publisher': PUBLISHER,
    'dct:license': { '@id': LICENCE },
    'dct:modified': now,
    'dcat:dataset': [
      ...OPEN_SETS.map(({ name, ...title }) =>
        dataset(name, title, [
          distribution(at(`${name}.csv`), 'text/csv', 'CSV'),
          distribution(at(`${name}.json`), 'application/json', 'JSON'),
        ]),
      ),
      dataset('oc4ids', { vi: 'Dự án theo OC4IDS 0.9.5', en: 'Projects in OC4IDS 0.9.5' }, [
        distribution(at('oc4ids.json'), 'application/json', 'OC4IDS'),
        distribution(at('oc4ids-extension.json'), 'application/schema+json', 'Extension'),
      ]),
    ],
  };
}
