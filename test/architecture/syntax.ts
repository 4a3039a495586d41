import { posix } from 'node:path';
import type * as ESTree from 'oxc-parser';
import { parseSync, Visitor } from 'oxc-parser';
import type { Source } from './tree.ts';

export type FunctionFound = { readonly line: number; readonly lines: number; readonly parameters: number };
export type CastFound = { readonly line: number; readonly text: string; readonly within: readonly string[] };
export type Found = { readonly line: number; readonly text: string };

/** What the rules ask of a file, read from its syntax tree. */
export type Syntax = {
  readonly path: string;
  /** Lines of the file. */
  readonly lines: number;
  /** Modules that it imports or re-exports: paths from the root for our own, names (`zod`, `node:fs`) for the others. */
  readonly imports: readonly string[];
  readonly functions: readonly FunctionFound[];
  /** `x as T` and `<T>x`, save `as const` and `as unknown`, with the named functions around it, outermost first. */
  readonly casts: readonly CastFound[];
  readonly anys: readonly Found[];
  /** Uses of clock, chance, environment, timers and network. */
  readonly ambient: readonly Found[];
};

const AMBIENT_OBJECTS = new Set(['process', 'performance', 'crypto', 'globalThis', 'console']);
const AMBIENT_MEMBERS = new Set(['Date.now', 'Math.random']);
const AMBIENT_CALLS = new Set(['Date', 'fetch', 'setTimeout', 'setInterval', 'setImmediate']);

type FunctionNode = ESTree.Function | ESTree.ArrowFunctionExpression;

/** Gathers findings while the tree is walked. */
class Gatherer {
  readonly functions: FunctionFound[] = [];
  readonly casts: CastFound[] = [];
  readonly anys: Found[] = [];
  readonly ambient: Found[] = [];
  readonly #source: Source;
  readonly #lineStarts: number[] = [0];
  /** Names of functions that bear none themselves, by where they start. */
  readonly #names = new Map<number, string>();
  readonly #around: string[] = [];

  constructor(source: Source) {
    this.#source = source;
    for (const { index } of source.text.matchAll(/\n/g)) this.#lineStarts.push(index + 1);
  }

  get lines(): number {
    return this.#lineStarts.length - 1;
  }

  #lineOf(offset: number): number {
    return this.#lineStarts.findLastIndex((start) => start <= offset) + 1;
  }

  #text({ start, end }: ESTree.Span): string {
    return this.#source.text.slice(start, end);
  }

  #found(node: ESTree.Span): Found {
    return { line: this.#lineOf(node.start), text: this.#text(node).replaceAll(/\s+/g, ' ').slice(0, 80) };
  }

  #name(key: ESTree.Span, value: ESTree.Span | null): void {
    if (value !== null) this.#names.set(value.start, this.#text(key));
  }

  #enter(node: FunctionNode): void {
    const line = this.#lineOf(node.start);
    this.functions.push({
      line,
      lines: this.#lineOf(node.end) - line + 1,
      parameters: node.params.length,
    });
    this.#around.push(node.id?.name ?? this.#names.get(node.start) ?? '');
  }

  #leave(): void {
    this.#around.pop();
  }

  #cast(node: ESTree.TSAsExpression | ESTree.TSTypeAssertion): void {
    const type = this.#text(node.typeAnnotation);
    if (type === 'const' || type === 'unknown') return;
    const within = this.#around.filter((name) => name !== '');
    this.casts.push({ ...this.#found(node), within });
  }

  visitor(): ESTree.VisitorObject {
    const enter = (node: FunctionNode): void => this.#enter(node);
    const leave = (): void => this.#leave();
    const cast = (node: ESTree.TSAsExpression | ESTree.TSTypeAssertion): void => this.#cast(node);
    return {
      VariableDeclarator: ({ id, init }) => this.#name(id, init),
      Property: ({ key, value }) => this.#name(key, value),
      PropertyDefinition: ({ key, value }) => this.#name(key, value),
      MethodDefinition: ({ key, value }) => this.#name(key, value),
      FunctionDeclaration: enter,
      'FunctionDeclaration:exit': leave,
      FunctionExpression: enter,
      'FunctionExpression:exit': leave,
      ArrowFunctionExpression: enter,
      'ArrowFunctionExpression:exit': leave,
      TSAsExpression: cast,
      TSTypeAssertion: cast,
      TSAnyKeyword: (node) => this.anys.push(this.#found(node)),
      ...this.#ambientVisitor(),
    };
  }

  #ambientVisitor(): ESTree.VisitorObject {
    const note = (node: ESTree.Span): void => {
      this.ambient.push(this.#found(node));
    };
    return {
      MemberExpression: (node) => {
        if (node.object.type !== 'Identifier') return;
        const known = AMBIENT_OBJECTS.has(node.object.name) || AMBIENT_MEMBERS.has(this.#text(node));
        if (known) note(node);
      },
      CallExpression: (node) => {
        if (node.callee.type === 'Identifier' && AMBIENT_CALLS.has(node.callee.name)) note(node);
      },
      NewExpression: (node) => {
        const isDate = node.callee.type === 'Identifier' && node.callee.name === 'Date';
        if (isDate && node.arguments.length === 0) note(node);
      },
    };
  }
}

/** `#domain/x.ts` and `./x.ts` as paths from the root; packages and `node:` modules as they are named. */
function resolved(path: string, specifier: string): string {
  if (specifier.startsWith('#')) return specifier.slice(1);
  if (!specifier.startsWith('.')) return specifier;
  return posix.join(posix.dirname(path), specifier);
}

/** Reads a file's syntax. Throws an Error that names the file when it does not parse. */
export function syntaxOf(source: Source): Syntax {
  const { path, text } = source;
  const { program, module, errors } = parseSync(path, text);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${path}: ${error.message}`);
  const gatherer = new Gatherer(source);
  new Visitor(gatherer.visitor()).visit(program);
  const { lines, functions, casts, anys, ambient } = gatherer;
  const specifiers = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => (moduleRequest === null ? [] : [moduleRequest.value])),
    ),
    ...module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
      const literal = /^(['"`])(.+)\1$/.exec(text.slice(start, end));
      return literal?.[2] === undefined ? [] : [literal[2]];
    }),
  ];
  const imports = [...new Set(specifiers.map((specifier) => resolved(path, specifier)))];
  return { path, lines, imports, functions, casts, anys, ambient };
}
