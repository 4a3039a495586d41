import { equalJson, isArray, isObject, type Json } from '../asl/json.ts';
import type { Path, Segment } from './jsonpath.ts';

/** A compiled filter expression: does it keep `item`? `root` is what `$` means inside the filter. */
export type Predicate = (item: Json, root: Json) => boolean;
type Operand = (item: Json, root: Json) => Json | undefined;
type PathParser = (text: string) => Path;

const TOKEN =
  /\s*(?:(&&|\|\||==|!=|<=|>=|=~|<|>|!|\(|\)|\[|\]|,)|('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(\/(?:[^/\\]|\\.)*\/[a-z]*)|([@$](?:\.\.?[\p{L}\p{N}_*-]+|\[(?:'[^']*'|"[^"]*"|[^\]])*\])*)|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|([A-Za-z]+))/uy;

function order(a: Json | undefined, b: Json | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  return Number.NaN;
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  return a === undefined || b === undefined ? a === b : equalJson(a, b);
}

function among(a: Json | undefined, list: Json | undefined): boolean {
  return isArray(list) && list.some((x) => same(a, x));
}

const COMPARISONS: Record<string, (a: Json | undefined, b: Json | undefined) => boolean> = {
  '==': same,
  '!=': (a, b) => !same(a, b),
  '<': (a, b) => order(a, b) < 0,
  '<=': (a, b) => order(a, b) <= 0,
  '>': (a, b) => order(a, b) > 0,
  '>=': (a, b) => order(a, b) >= 0,
  '=~': (a, b) => typeof a === 'string' && typeof b === 'string' && regexOf(b).test(a),
  in: among,
  nin: (a, b) => !among(a, b),
};

function regexOf(text: string): RegExp {
  const parts = /^\/(.*)\/([a-z]*)$/s.exec(text);
  return new RegExp(`^(?:${parts?.[1] ?? text})$`, parts?.[2] ?? '');
}

/** Compiles what stands between `[?` and `]`. `parsePath` is passed in because paths hold filters and filters paths. */
export function parseFilter(text: string, parsePath: PathParser): Predicate {
  return new FilterReader(text, parsePath).filter();
}

class FilterReader {
  readonly #tokens: string[] = [];
  readonly #parsePath: PathParser;
  #at = 0;

  constructor(text: string, parsePath: PathParser) {
    this.#parsePath = parsePath;
    const pattern = new RegExp(TOKEN);
    while (pattern.lastIndex < text.trimEnd().length) {
      const found = pattern.exec(text);
      if (!found) throw new SyntaxError(`the filter cannot be read: ${text}`);
      this.#tokens.push(found[0].trim());
    }
  }

  filter(): Predicate {
    const test = this.#or();
    if (this.#at < this.#tokens.length)
      throw new SyntaxError(`'${this.#tokens[this.#at]}' is not expected here`);
    return test;
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at += 1;
    return true;
  }

  #or(): Predicate {
    let left = this.#and();
    while (this.#take('||')) {
      const [a, b] = [left, this.#and()];
      left = (item, root) => a(item, root) || b(item, root);
    }
    return left;
  }

  #and(): Predicate {
    let left = this.#not();
    while (this.#take('&&')) {
      const [a, b] = [left, this.#not()];
      left = (item, root) => a(item, root) && b(item, root);
    }
    return left;
  }

  #not(): Predicate {
    if (this.#take('!')) {
      const inner = this.#not();
      return (item, root) => !inner(item, root);
    }
    if (this.#take('(')) {
      const inner = this.#or();
      if (!this.#take(')')) throw new SyntaxError("')' is missing");
      return inner;
    }
    return this.#comparison();
  }

  #comparison(): Predicate {
    const left = this.#operand();
    const compare = COMPARISONS[this.#tokens[this.#at] ?? ''];
    if (!compare) return (item, root) => left(item, root) !== undefined;
    this.#at += 1;
    const right = this.#operand();
    return (item, root) => compare(left(item, root), right(item, root));
  }

  #operand(): Operand {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    if (token === undefined) throw new SyntaxError('a value is missing at the end of the filter');
    if (token === '[') return this.#list();
    if (token[0] === '@' || token[0] === '$') return this.#pathOperand(token);
    const value = literal(token);
    return () => value;
  }

  #list(): Operand {
    const items: Json[] = [];
    while (!this.#take(']')) {
      items.push(literal(this.#tokens[this.#at] ?? ''));
      this.#at += 1;
      this.#take(',');
    }
    return () => items;
  }

  #pathOperand(token: string): Operand {
    const path = this.#parsePath(`$${token.slice(1)}`);
    return token[0] === '@' ? (item) => follow(path, item) : (_item, root) => follow(path, root);
  }
}

function literal(token: string): Json {
  if (token === 'true' || token === 'false') return token === 'true';
  if (token === 'null') return null;
  if (/^['"]/.test(token)) return token.slice(1, -1).replace(/\\(.)/gs, '$1');
  if (/^-?\d/.test(token)) return Number(token);
  if (token.startsWith('/')) return token;
  throw new SyntaxError(`'${token}' is not a value`);
}

/** Inside a filter a path that leads nowhere is `undefined`, never an error. */
function follow(path: Path, from: Json): Json | undefined {
  let value: Json | undefined = from;
  for (const segment of path.segments) value = value === undefined ? undefined : child(value, segment);
  return value;
}

function child(value: Json, segment: Segment): Json | undefined {
  if (segment.kind === 'key') return isObject(value) ? value[segment.key] : undefined;
  if (segment.kind === 'index' && isArray(value)) return value.at(segment.index);
  return undefined;
}
