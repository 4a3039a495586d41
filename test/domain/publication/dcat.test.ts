import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { dcatCatalogue } from '#domain/publication/dcat.ts';
import { NOW } from './samples.ts';

/**
 * What DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/) says of each class, and what DCAT-AP 3.0.0 makes mandatory of it
 * (https://semiceu.github.io/DCAT-AP/releases/3.0.0/): the shapes that matter, because harvesters refuse the whole
 * catalogue for one of them. Neither publishes a JSON Schema.
 */
const Iri = z.strictObject({ '@id': z.url() });
const Words = z
  .array(z.strictObject({ '@language': z.enum(['vi', 'en']), '@value': z.string().min(1) }))
  .min(1)
  .refine((words) => new Set(words.map((each) => each['@language'])).size === words.length);
/** DCAT 3, 6.4.9 and 6.4.10: a literal typed by xsd:date or xsd:dateTime. */
const Moment = z.strictObject({ '@type': z.literal('xsd:dateTime'), '@value': z.iso.datetime() });
/** A resource of the EU's authority tables, which DCAT-AP 3, "Controlled vocabularies to be used", makes mandatory. */
const authority = (table: string) =>
  z.strictObject({
    '@id': z
      .string()
      .regex(new RegExp(`^http://publications\\.europa\\.eu/resource/authority/${table}/[A-Z]+$`)),
  });

/** DCAT 3, 6.8. DCAT-AP: accessURL is mandatory, at most one format; media types are those of IANA. */
const Distribution = z.strictObject({
  '@type': z.literal('dcat:Distribution'),
  '@id': z.url(),
  'dct:title': z.string().min(1),
  'dcat:accessURL': Iri,
  'dcat:downloadURL': Iri,
  'dcat:mediaType': z.strictObject({
    '@id': z.string().regex(/^https:\/\/www\.iana\.org\/assignments\/media-types\/[a-z]+\/[a-z+.-]+$/),
  }),
  'dct:license': Iri,
});

/** DCAT 3, 6.6. DCAT-AP: title and description are mandatory; at most one publisher, frequency and access right. */
const Dataset = z.strictObject({
  '@type': z.literal('dcat:Dataset'),
  '@id': z.url(),
  'dct:identifier': z.string().min(1),
  'dct:title': Words,
  'dct:description': Words,
  'dct:modified': Moment,
  'dct:publisher': Iri,
  'dct:license': Iri,
  'dct:accrualPeriodicity': authority('frequency'),
  'dct:language': z.array(authority('language')).min(1),
  'dct:accessRights': authority('access-right'),
  'dct:spatial': Iri,
  'dcat:theme': authority('data-theme'),
  'dcat:keyword': Words,
  'dcat:landingPage': Iri,
  'rdfs:comment': Words.optional(),
  'dcat:distribution': z.array(Distribution).min(1),
});

/** DCAT 3, 6.3. DCAT-AP: title, description and one publisher, an agent with a name, are mandatory. */
const Catalog = z.strictObject({
  '@context': z.record(z.string(), z.url()),
  '@type': z.literal('dcat:Catalog'),
  '@id': z.url(),
  'dct:title': Words,
  'dct:description': Words,
  'dct:publisher': z.strictObject({
    '@type': z.array(z.string()).refine((types) => types.includes('foaf:Agent')),
    '@id': z.url(),
    'foaf:name': Words,
  }),
  'dct:license': Iri,
  'dct:language': z.array(authority('language')).min(1),
  'dct:modified': Moment,
  'foaf:homepage': Iri,
  'dcat:dataset': z.array(Dataset).min(1),
});

const catalogue = (illustrative = true) => dcatCatalogue('https://city.example', NOW, illustrative);
const first = () => {
  const [dataset] = catalogue()['dcat:dataset'];
  if (dataset === undefined) throw new Error('no dataset');
  return dataset;
};

/** Names with a prefix, wherever they stand: keys, types of nodes, types of literals. */
function prefixesIn(value: unknown): string[] {
  const text = JSON.stringify(value);
  return [...text.matchAll(/"([a-z]+):[A-Za-z]+"/g)].map(([, prefix = '']) => prefix);
}

describe('the DCAT catalogue', () => {
  it('is as DCAT 3 and DCAT-AP 3 want it, with made-up figures and without', () => {
    expect(Catalog.safeParse(catalogue()).error?.issues ?? []).toEqual([]);
    expect(Catalog.safeParse(catalogue(false)).error?.issues ?? []).toEqual([]);
  });

  it.each([
    ['without a description', () => ({ ...catalogue(), 'dct:description': [] })],
    ['with a day that is only text', () => ({ ...catalogue(), 'dct:modified': NOW })],
    [
      'with a frequency in words',
      () => ({ ...catalogue(), 'dcat:dataset': [{ ...first(), 'dct:accrualPeriodicity': 'daily' }] }),
    ],
    [
      'with a file that nobody can open',
      () => {
        const [file] = first()['dcat:distribution'];
        const { 'dcat:accessURL': _, ...closed } = { 'dcat:accessURL': '', ...file };
        return { ...catalogue(), 'dcat:dataset': [{ ...first(), 'dcat:distribution': [closed] }] };
      },
    ],
  ])('would not be %s', (_what, broken) => {
    expect(Catalog.safeParse(broken()).success).toBe(false);
  });

  it('names every file with its type, and says when figures are made up', () => {
    const text = JSON.stringify(catalogue());
    for (const file of ['projects.csv', 'blockers.json', 'moves.csv', 'disbursement.json', 'oc4ids.json']) {
      expect(text).toContain(`https://city.example/api/open/${file}`);
    }
    expect(catalogue()['dcat:dataset']).toHaveLength(5);
    expect(text).toContain('illustrative');
    expect(JSON.stringify(catalogue(false))).not.toContain('illustrative');
  });

  it('explains every prefix that it uses', () => {
    const { '@context': context, ...rest } = catalogue();
    expect(Object.keys(context)).toEqual(expect.arrayContaining([...new Set(prefixesIn(rest))]));
  });

  it('names each dataset and file once, and one publisher for all', () => {
    const datasets = catalogue()['dcat:dataset'];
    const ids = datasets.flatMap((each) => [
      each['@id'],
      ...each['dcat:distribution'].map((file) => file['@id']),
    ]);
    expect(new Set(ids).size).toBe(ids.length);
    const publishers = new Set(datasets.map((each) => each['dct:publisher']['@id']));
    expect([...publishers]).toEqual([catalogue()['dct:publisher']['@id']]);
  });
});
