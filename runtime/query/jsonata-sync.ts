/**
 * The `jsonata` package, made synchronous. Its evaluator is written with async functions although nothing in it waits
 * for anything; the core of this engine must decide without giving way to other work, and a promise per syntax node
 * costs most of the time of an evaluation. So the very source of the installed package is compiled once more with
 * `async` and `await` taken out. Clock and randomness are handed in as well: the evaluator sees a `Date` and a `Math`
 * that ask `ambient`. Where it makes values it is told to ask a `Guard` first, because its own bounds come too late for a
 * text or list that alone fills the memory. The package stays an ordinary dependency; if a release can't be treated so,
 * the load fails here, with a clear message, before any machine runs.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';
import type { Chance } from './intrinsics.ts';
import type { Guard } from './jsonata-guard.ts';

export type SyncExpression = {
  evaluate(input: unknown, bindings: Record<string, unknown>): unknown;
  assign(name: string, value: unknown): void;
  registerFunction(name: string, implementation: (...args: never[]) => unknown, signature?: string): void;
  ast(): unknown;
};

/** `stack`: depth of calls; `timeout`: number of steps of one evaluation (the package counts in `Date.now()`). */
export type SyncJsonata = (
  expression: string,
  options?: { stack?: number; timeout?: number },
) => SyncExpression;

/** Where the evaluator takes time and chance from. Set right before each evaluation. */
export type Ambient = { now: number; chance: Chance };

function isSyncJsonata(exported: unknown): exported is SyncJsonata {
  return typeof exported === 'function';
}

const REWRITES: readonly (readonly [RegExp, string])[] = [
  [/\bawait\s+Promise\.all\(/g, '('],
  [/\bawait\s+/g, ''],
  [/\basync\s+function/g, 'function'],
  [/\basync\s*\(/g, '('],
];

/**
 * Places of the source where the guard is asked: what each node and function gives, and what grows before they give it.
 * And sorting: the package calls itself for each item, and so has no stack left at some ten thousand. The number says in
 * how many places, so that no other one is changed unseen.
 */
const GUARDED: readonly (readonly [pattern: RegExp, replacement: string, places: number])[] = [
  [
    /var merge_iter = [\s\S]*?merge_iter\(merged, l, r\);/g,
    `var merged = [], i = 0, j = 0;
     while (i < l.length && j < r.length) merged.push(comp(l[i], r[j]) ? r[j++] : l[i++]);
     while (i < l.length) merged.push(l[i++]);
     while (j < r.length) merged.push(r[j++]);`,
    1,
  ],
  [/(environment\.base\.depth--;\s+)return result;/g, '$1return guard.held(expr.type, result);', 1],
  [/if\(size > 1e7\)/g, 'guard.items(size); if(size > 1e7)', 1],
  [/resultSequence\.push\(/g, 'guard.growing(resultSequence).push(', 3],
  [/result\.push\(tuple\)/g, 'guard.tuples(result).push(tuple)', 3],
  [/result = (proc\.implementation\.apply\(focus, validatedArgs\));/g, 'result = guard.made($1);', 1],
  [
    /(var padding = )(\(new Array\(padLength \+ 1\)\)\.join\(char\);)/g,
    'guard.text(padLength * char.length); $1$2',
    1,
  ],
  [/return strs\.join\(separator\);/g, 'guard.joined(strs, separator); return strs.join(separator);', 1],
  [/(str = JSON\.stringify\(arg, )/g, 'guard.weigh(arg); $1', 1],
];

export function loadSyncJsonata(ambient: Ambient, guard: Guard): SyncJsonata {
  const file = createRequire(import.meta.url).resolve('jsonata');
  let source = readFileSync(file, 'utf8');
  for (const [pattern, replacement] of REWRITES) source = source.replace(pattern, replacement);
  for (const [pattern, replacement, places] of GUARDED) {
    const found = source.match(pattern)?.length ?? 0;
    if (found !== places)
      throw new Error(`${file}: this release of jsonata cannot be guarded at ${pattern.source}: ${found}`);
    source = source.replace(pattern, replacement);
  }
  if (
    /\bawait\b\s+[\w(]|\basync\b\s+[\w(]|\bPromise\.all\b/.test(
      source.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, ''),
    )
  ) {
    throw new Error(`${file}: this release of jsonata cannot be made synchronous`);
  }
  let steps = 0;
  class AmbientDate extends Date {
    constructor(...args: [] | [number | string]) {
      const [first] = args;
      super(first === undefined ? ambient.now : first);
    }
    /** Only the package's guard against endless evaluation asks, once a step: so its "time-out" is a number of steps. */
    static override now(): number {
      steps += 1;
      return steps;
    }
  }
  const math: unknown = Object.create(Math, { random: { value: () => ambient.chance.random() } });
  const module: { exports: unknown } = { exports: {} };
  const parameters = ['module', 'exports', 'Date', 'Math', 'guard'];
  const filename = `${file} (synchronous)`;
  const body = compileFunction(source, parameters, { filename });
  Reflect.apply(body, undefined, [module, module.exports, AmbientDate, math, guard]);
  const { exports } = module;
  if (!isSyncJsonata(exports)) throw new Error(`${file}: this release of jsonata is no function`);
  return exports;
}
