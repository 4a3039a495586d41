import { describe, expect, it } from 'vitest';
import {
  anys,
  castsOutsideReaders,
  longFiles,
  longFunctions,
  longParameterLists,
  machinePaths,
  silencers,
} from './caps.ts';
import { impurities, wrongDirections } from './direction.ts';
import { type Syntax, syntaxOf } from './syntax.ts';
import { code, type Finding, folders, paths, readSource, type Source } from './tree.ts';

const syntax = code.map(syntaxOf);
const lines = (count: number, line = '') => `${line}\n`.repeat(count);
const longBody = `export function long() {\n${lines(59, '  x();')}}\n`;

/** What a rule says about code that breaks it (`path`, `text`), and about its neighbour that does not. */
type Proof = readonly [path: string, text: string, finding: RegExp];
type Rule<T> = {
  readonly rule: string;
  readonly find: (subject: T) => Finding[];
  readonly broken: readonly Proof[];
  readonly kept: readonly (readonly [path: string, text: string])[];
};

const SYNTAX_RULES: readonly Rule<Syntax>[] = [
  {
    rule: 'a file has at most 350 lines',
    find: longFiles,
    broken: [['test/a.test.ts', lines(351), /351 lines/]],
    kept: [['domain/a.ts', lines(350)]],
  },
  {
    rule: 'a function has at most 60 lines',
    find: longFunctions,
    broken: [
      ['runtime/core/a.ts', longBody, /a\.ts:1 is a function of 61 lines/],
      ['local/a.mjs', `export const long = () => {\n${lines(59, '  x();')}};\n`, /61 lines/],
      ['infra/a.ts', `class A {\n  run() {\n${lines(59, '    x();')}  }\n}\n`, /a\.ts:2 .* 61 lines/],
    ],
    kept: [
      ['test/a.test.ts', longBody],
      ['infra/a.ts', longBody.replace('  x();\n', '')],
    ],
  },
  {
    rule: 'a function takes at most 4 parameters',
    find: longParameterLists,
    broken: [
      ['test/a.ts', 'export const f = (a, b, c, d, e) => a;', /a\.ts:1 takes 5 parameters/],
      ['domain/a.ts', 'class A { constructor(a, b, c, d, ...e) {} }', /takes 5/],
    ],
    kept: [['domain/a.ts', 'export function f(a: 1, b: 2, c: 3, d: 4): 5;']],
  },
  {
    rule: 'nothing is any',
    find: anys,
    broken: [
      ['test/a.ts', 'export let a: Record<string, any>;', /a\.ts:1 says any/],
      ['domain/a.ts', 'export function f(x: any) {}', /says any/],
    ],
    kept: [['domain/a.ts', 'export const any: unknown = "any";']],
  },
  {
    rule: 'only a function that parses, reads or decodes casts',
    find: castsOutsideReaders,
    broken: [
      ['domain/a.ts', 'export const a = JSON.parse("1") as number;', /a\.ts:1 casts .*JSON\.parse/],
      ['test/a.ts', 'export function of(x: unknown) { return x as unknown as Case; }', /as Case/],
      ['domain/a.ts', 'const a = <Case>b;', /<Case>b/],
      ['domain/a.ts', 'function parse() { return 1; }\nconst a = b as Case;', /a\.ts:2/],
      ['domain/a.ts', 'function parser() { return b as Case; }', /a\.ts:1/],
    ],
    kept: [
      ['domain/a.ts', 'export const a = [1] as const; const b = c as unknown; const d = {} satisfies E;'],
      ['domain/a.ts', 'function parseCase(text: string) { return JSON.parse(text) as Case; }'],
      ['domain/a.ts', 'const decodeAll = (rows: unknown[]) => rows.map((row) => row as Row);'],
      ['domain/a.ts', 'class A { #readRow(row: unknown) { return row as Row; } }'],
    ],
  },
  {
    rule: 'imports go in the direction of the folders',
    find: wrongDirections,
    broken: [
      ['domain/a.ts', "import { x } from '#adapters/dynamo/keys.ts';", /imports adapters\/dynamo\/keys\.ts/],
      ['domain/a/b.ts', "export * from '../../seeds/index.ts';", /imports seeds\/index\.ts/],
      ['domain/a.ts', "import type { x } from '#functions/again.ts';", /functions\/again/],
      ['seeds/a.ts', "import { x } from '../functions/again.ts';", /functions\/again/],
      ['adapters/a.ts', "import { x } from '#functions/again.ts';", /functions\/again/],
      ['functions/a/handler.ts', "import { x } from '#adapters/mail.ts';", /adapters\/mail/],
      ['functions/api/contract.ts', "import { x } from '../boundary.ts';", /functions\/boundary/],
      ['functions/a/handler.ts', "import { API } from '../api/contract.ts';", /api\/contract/],
      ['functions/a/deps.ts', "import { x } from '#infra/names.ts';", /infra\/names/],
      ['infra/a.ts', "import { handler } from '#functions/ask-office/handler.ts';", /handler\.ts/],
      ['infra/a.ts', "await import('#functions/ask-office/deps.ts');", /deps\.ts/],
      ['infra/a.ts', "import { x } from '#adapters/dynamo/keys.ts';", /adapters\/dynamo\/keys/],
      ['runtime/a.ts', "import { x } from '#domain/time.ts';", /domain\/time/],
      ['runtime/core/a.ts', "import { x } from '../journal/journal.ts';", /journal/],
      ['local/a.ts', "import { x } from '#domain/time.ts';", /domain\/time/],
      ['local/a.ts', "import { x } from '#infra/names.ts';", /infra\/names/],
      ['local/a.ts', "import { x } from '#runtime/core/turn.ts';", /runtime\/core/],
      ['local/a.ts', "import { x } from '#test/domain/builders.ts';", /test\/domain/],
      ['web/a.tsx', "import { x } from '#functions/catalogue.ts';", /catalogue/],
      ['local/a.ts', "import { x } from '#web/main.ts';", /web\/main/],
      ['infra/a.ts', "import { x } from '#web/api.ts';", /web\/api/],
      ['workflows/a.ts', "import { x } from '#domain/time.ts';", /domain\/time/],
    ],
    kept: [
      ['functions/a/deps.ts', "import { x } from '#adapters/mail.ts'; import { y } from '../state.ts';"],
      [
        'infra/a.ts',
        "import { x } from '#functions/a/config.ts'; import { y } from '#functions/api/roles.ts';",
      ],
      ['local/bin/a.ts', "import { x } from '#runtime/index.ts'; await import('#infra/synth.ts');"],
      ['web/a.tsx', "import { x } from '#functions/api/contract.ts'; import { y } from '#domain/time.ts';"],
      ['test/a.ts', "import { x } from '#adapters/dynamo/keys.ts';"],
    ],
  },
  {
    rule: 'domain and the core of the engine compute, and nothing else',
    find: impurities,
    broken: [
      ['domain/a.ts', "import { randomBytes } from 'node:crypto';", /imports node:crypto/],
      ['domain/a.ts', "import { S3Client } from '@aws-sdk/client-s3';", /client-s3/],
      ['domain/a.ts', 'export const a = Date.now();', /a\.ts:1 uses Date\.now/],
      ['domain/a.ts', 'export const a = new Date();', /new Date\(\)/],
      ['domain/a.ts', 'export const a = Math.random() < 0.5;', /Math\.random/],
      ['domain/a.ts', "export const a = process.env['A'];", /process\.env/],
      ['domain/a.ts', 'setTimeout(() => undefined, 1);', /setTimeout/],
      ['runtime/core/a.ts', 'export const a = () => performance.now();', /performance\.now/],
      ['runtime/asl/a.ts', "import 'node:fs';", /node:fs/],
    ],
    kept: [
      ['domain/a.ts', "import * as z from 'zod'; export const a = new Date(0).getTime() + Math.max(1, 2);"],
      ['runtime/engine/a.ts', "import 'node:fs'; export const a = Date.now();"],
    ],
  },
];

const type = '@ts';
const SOURCE_RULES: readonly Rule<Source>[] = [
  {
    rule: 'no check is silenced',
    find: silencers,
    broken: [
      ['domain/a.ts', `x();\n// ${'biome'}-ignore lint/style/useConst: no`, /a\.ts:2 silences/],
      ['test/a.ts', `/* ${'eslint'}-disable */`, /silences/],
      ['test/a.ts', `// ${'oxlint'}-disable-next-line`, /silences/],
      ['test/a.ts', `// ${type}-ignore`, /silences/],
      ['domain/a.ts', `// ${type}-expect-error -- a reason, but no test`, /silences/],
      ['test/a.test.ts', `// ${type}-expect-error`, /silences/],
    ],
    kept: [['test/a.test.ts', `    // ${type}-expect-error -- no such key`]],
  },
  {
    rule: 'no file names a path of one machine',
    find: machinePaths,
    broken: [
      ['docs/a.md', `see ${['', 'home', 'an', 'notes'].join('/')}`, /a\.md:1 names/],
      ['infra/a.ts', `x();\nopen('${['', 'tmp', 'out'].join('/')}');`, /a\.ts:2 names/],
    ],
    kept: [['docs/a.md', 'https://example.org/home/page and test/tmp/x and ~/work/x']],
  },
];

const texts = paths.filter(
  (path) => /\.(md|json|ya?ml|sh)$|^\.ci\//.test(path) && path !== 'package-lock.json',
);

describe.each(SYNTAX_RULES)('$rule', ({ find, broken, kept }) => {
  it('in all code', () => {
    expect(syntax.flatMap(find)).toEqual([]);
  });
  it('and the rule bites', () => {
    for (const [path, text, finding] of broken) {
      expect(find(syntaxOf({ path, text })), text).toEqual([expect.stringMatching(finding)]);
    }
    for (const [path, text] of kept) expect(find(syntaxOf({ path, text })), text).toEqual([]);
  });
});

describe.each(SOURCE_RULES)('$rule', ({ find, broken, kept }) => {
  it('in all code and text', () => {
    expect([...code, ...texts.map(readSource)].flatMap(find)).toEqual([]);
  });
  it('and the rule bites', () => {
    for (const [path, text, finding] of broken) {
      expect(find({ path, text }), text).toEqual([expect.stringMatching(finding)]);
    }
    for (const [path, text] of kept) expect(find({ path, text }), text).toEqual([]);
  });
});

const inOrder = (one: string, other: string) => (one < other ? -1 : 1);

describe('the tree', () => {
  /** The folders of docs/architecture.md; `web` comes with the web app. */
  const FOLDERS = 'adapters bench docs domain functions infra local runtime seeds test web workflows'.split(
    ' ',
  );

  it('has the folders of the architecture and no others, each with its line in README and architecture', () => {
    expect(FOLDERS).toEqual(expect.arrayContaining(folders.filter((name) => !name.startsWith('.'))));
    expect(folders.filter((name) => name.startsWith('.'))).toEqual(['.ci']);
    for (const document of ['README.md', 'docs/architecture.md']) {
      const { text } = readSource(document);
      const rows = [...text.matchAll(/^\| \[?`(\w+)\/`/gm)].map(([, name]) => name ?? '');
      expect(rows.toSorted(inOrder), document).toEqual(FOLDERS.filter((name) => folders.includes(name)));
    }
  });

  it('is read whole: the rules see every part and every kind of file', () => {
    for (const folder of FOLDERS.filter((name) => !['docs', 'web'].includes(name))) {
      expect(
        code.some(({ path }) => path.startsWith(`${folder}/`)),
        folder,
      ).toBe(true);
    }
    expect(texts).toEqual(expect.arrayContaining(['README.md', '.ci/run', 'package.json']));
    expect(code.map(({ path }) => path)).toContain('local/launch.mjs');
  });

  it('is not read where it does not parse', () => {
    expect(() => syntaxOf({ path: 'domain/a.ts', text: 'export const = 1;' })).toThrow(/^domain\/a\.ts: /);
  });
});
