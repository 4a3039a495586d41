import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { CATALOGUE, type FunctionSpec } from '#functions/catalogue.ts';
import { ladder, offices, portfolio, report, rules, units } from '#seeds/index.ts';
import { missingFiles, rowsWithoutOrigin, untranslated } from './product.ts';
import { paths } from './tree.ts';

describe('every function of the catalogue', () => {
  const specs: [string, FunctionSpec][] = Object.entries(CATALOGUE);

  it.each(specs)('%s has its contract, configuration, dependencies and handler', (name, spec) => {
    expect(missingFiles(name, spec, paths)).toEqual([]);
  });

  it('is found incomplete when a file lacks, by what it is', () => {
    const step = { trigger: 'machine', registry: 'write', outbox: 'none', rights: [] } as const;
    expect(missingFiles('x', step, [])).toHaveLength(4);
    expect(missingFiles('x', { ...step, trigger: 'http' }, [])).toHaveLength(3);
    expect(
      missingFiles('x', { ...step, trigger: 'http', registry: 'none' }, ['functions/x/config.ts']),
    ).toEqual(['functions/x/handler.ts is missing']);
  });

  it('and no folder of functions is missing in it', () => {
    const names = paths.flatMap((path) => /^functions\/([^/]+)\/handler\.ts$/.exec(path)?.[1] ?? []);
    expect(names.filter((name) => !Object.hasOwn(CATALOGUE, name))).toEqual([]);
  });
});

describe('every row of the sample says whether it is source or illustrative', () => {
  const { projects, blockers } = portfolio();
  const capital = projects.map((project) => project.capital);

  it.each<[string, readonly unknown[]]>([
    ['units', units],
    ['offices', offices],
    ['rungs', ladder.rungs],
    ['steps', Object.values(ladder.steps)],
    ['projects', projects],
    ['capital', capital],
    ['blockers', blockers],
  ])('%s', (kind, rows) => {
    expect(rows.length).toBeGreaterThan(5);
    expect(rowsWithoutOrigin(kind, rows)).toEqual([]);
  });

  it('rules and figures name their source', () => {
    for (const version of rules) {
      for (const { reference } of Object.values(version.conditions)) expect(reference).toMatch(/\S/);
    }
    for (const { source } of report.figures) expect(source).toMatch(/\S/);
  });

  it('and a row that does not is found', () => {
    const illustrative = { provenance: { kind: 'illustrative' } };
    const rows = [
      illustrative,
      {},
      { provenance: { kind: 'source' } },
      { provenance: { kind: 'guess' } },
      null,
    ];
    expect(rowsWithoutOrigin('rows', rows)).toHaveLength(4);
  });
});

describe('what people read stands in both languages', () => {
  const Module = z.record(z.string(), z.unknown());
  const importOf = async (path: string): Promise<unknown> =>
    import(/* @vite-ignore */ new URL(`../../${path}`, import.meta.url).href);
  const sorted = (module: z.infer<typeof Module>) =>
    Object.entries(module).toSorted(([one], [other]) => (one < other ? -1 : 1));

  it.each(paths.filter((path) => path.endsWith('.vi.ts')))('%s', async (path) => {
    const english = path.replace(/\.vi\.ts$/, '.en.ts');
    expect(paths).toContain(english);
    const [vi, en] = await Promise.all(
      [path, english].map(async (file) => sorted(Module.parse(await importOf(file)))),
    );
    expect(vi?.length).toBeGreaterThan(0);
    const names = (entries: typeof vi) => entries?.map(([name]) => name.replace(/vi$|en$|VI$|EN$/, ''));
    expect(names(en)).toEqual(names(vi));
    expect(
      vi?.flatMap(([name, words], index) => untranslated(words, en?.[index]?.[1], `${path} ${name}`)),
    ).toEqual([]);
  });

  it('and a key in one language only is found', () => {
    const vi = { same: 'một', only: 'hai', deep: { empty: 'ba', kind: () => 'bốn' } };
    const en = { same: 'one', deep: { empty: '', kind: 'four' } };
    expect(untranslated(vi, en, 'x')).toEqual([
      'x.only stands in one language only',
      'x.deep.empty is empty',
      'x.deep.kind stands in one language only',
    ]);
  });
});
