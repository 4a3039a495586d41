import { existsSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { projectPackage } from '#domain/publication/oc4ids.ts';
import { committed, drafted, NOW, projects, unopened, waiting } from '#test/domain/publication/samples.ts';

/** The published schemas of OC4IDS 0.9.5 lie beside the project where they are at hand; they are not shipped with it. */
const FOLDER = new URL('../../../../shared/reference/oc4ids/', import.meta.url);
const NEAR = new URL('../../../../../shared/reference/oc4ids/', import.meta.url);
const folder = [FOLDER, NEAR].find((each) => existsSync(new URL('project-package-schema.json', each)));

function readSchema(name: string, from: URL): Record<string, unknown> {
  const read = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(new URL(name, from), 'utf8')));
  // Draft 04 names a schema by `id`, which newer validators refuse.
  const { $schema: _dialect, id: _name, ...schema } = read;
  return schema;
}

const PROJECT = 'https://standard.open-contracting.org/infrastructure/schema/0__9__5/project-schema.json';

function validatorIn(from: URL) {
  const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false });
  addFormats.default(ajv);
  ajv.addSchema(readSchema('project-schema.json', from), PROJECT);
  return ajv.compile(readSchema('project-package-schema.json', from));
}

const samples = { projects, blockers: [waiting, unopened], moves: [committed, drafted] };
const sample = () =>
  projectPackage({ ...samples, uri: 'https://city.example/api/open/oc4ids.json', now: NOW });

if (folder === undefined)
  process.stdout.write('OC4IDS 0.9.5 schemas are not at hand: the package is not validated\n');

describe.skipIf(folder === undefined)('the OC4IDS package against the published schema', () => {
  const validate = folder === undefined ? undefined : validatorIn(folder);

  it('is valid', () => {
    const valid = validate?.(JSON.parse(JSON.stringify(sample())));
    expect(validate?.errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  const [first, ...others] = sample().projects;
  it.each<[string, object]>([
    ['a status that there is not', { status: 'stuck' }],
    ['an amount in letters', { budget: { amount: { amount: 'một tỷ', currency: 'VND' } } }],
    ['a currency that there is not', { budget: { amount: { amount: 1, currency: 'đồng' } } }],
    ['a moment that is none', { updated: 'hôm nay' }],
    ['a role that is no list', { parties: [{ id: 'x', name: 'x', roles: 'funder' }] }],
    ['a name that is no text', { title: 5 }],
    ['no id', { id: undefined }],
  ])('would not be with %s', (_what, broken) => {
    const wrong = { ...sample(), projects: [{ ...first, ...broken }, ...others] };
    expect(validate?.(JSON.parse(JSON.stringify(wrong)))).toBe(false);
  });

  it('would not be without its date', () => {
    const { publishedDate: _, ...undated } = sample();
    expect(validate?.(JSON.parse(JSON.stringify(undated)))).toBe(false);
  });
});
