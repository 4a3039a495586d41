import { isArray, isObject, type Json } from '../asl/json.ts';
import { type Predicate, parseFilter } from './jsonpath-filter.ts';

/**
 * Paths of the JSONPath query language: `$…` (state input), `$$…` (context object), `$name…` (variable).
 * Semantics are those of the Jayway library that AWS uses: a definite path names one value or fails, an indefinite
 * one (`*`, `..`, slice, filter, union) always gives an array, which may be empty.
 */
export type Path = {
  readonly text: string;
  readonly root: { kind: 'input' } | { kind: 'context' } | { kind: 'variable'; name: string };
  readonly segments: readonly Segment[];
  readonly definite: boolean;
};

export type Segment =
  | { kind: 'key'; key: string }
  | { kind: 'index'; index: number }
  | { kind: 'wildcard' }
  | { kind: 'slice'; from: number | undefined; to: number | undefined }
  | { kind: 'union'; members: readonly (string | number)[] }
  | { kind: 'filter'; test: Predicate }
  | { kind: 'descend' };

/** The text is no path. */
export class PathSyntaxError extends Error {}

/** A definite path that leads nowhere. `reason` is worded as Jayway does. */
export class PathNotFound extends Error {
  readonly reason: string;
  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

const INDEFINITE = new Set<Segment['kind']>(['wildcard', 'slice', 'union', 'filter', 'descend']);
const NAME = /[\p{L}\p{N}_\-$]/u;

/** @throws PathSyntaxError */
export function parsePath(text: string): Path {
  const reader = new PathReader(text);
  return reader.path();
}

/** Whether a text reads like a path, wherever it stands. A price such as `$5` does not. */
export function looksLikePath(text: string): boolean {
  if (!/^\$\$?[.[]/.test(text)) return false;
  try {
    parsePath(text);
    return true;
  } catch {
    return false;
  }
}

class PathReader {
  readonly #text: string;
  #at = 1;

  constructor(text: string) {
    this.#text = text;
    if (!text.startsWith('$')) throw new PathSyntaxError(`path must start with '$': ${text}`);
  }

  path(): Path {
    const root = this.#root();
    const segments: Segment[] = [];
    while (this.#at < this.#text.length) this.#segment(segments);
    const definite = !segments.some((s) => INDEFINITE.has(s.kind));
    return { text: this.#text, root, segments, definite };
  }

  #root(): Path['root'] {
    if (this.#text[this.#at] === '$') {
      this.#at += 1;
      return { kind: 'context' };
    }
    const name = /^[\p{L}_][\p{L}\p{N}_]*/u.exec(this.#text.slice(1))?.[0];
    if (name === undefined) return { kind: 'input' };
    this.#at += name.length;
    return { kind: 'variable', name };
  }

  #segment(into: Segment[]): void {
    const char = this.#text[this.#at];
    if (char === '.') {
      this.#at += 1;
      if (this.#text[this.#at] === '.') {
        this.#at += 1;
        into.push({ kind: 'descend' });
        if (this.#text[this.#at] === '[') return;
      }
      into.push(this.#dotted());
    } else if (char === '[') {
      into.push(this.#bracket());
    } else {
      throw new PathSyntaxError(`unexpected '${char}' at ${this.#at} of ${this.#text}`);
    }
  }

  #dotted(): Segment {
    if (this.#text[this.#at] === '*') {
      this.#at += 1;
      return { kind: 'wildcard' };
    }
    const start = this.#at;
    while (this.#at < this.#text.length && NAME.test(this.#text[this.#at] ?? '')) this.#at += 1;
    const key = this.#text.slice(start, this.#at);
    if (key === '') throw new PathSyntaxError(`a name is missing at ${start} of ${this.#text}`);
    return { kind: 'key', key };
  }

  #bracket(): Segment {
    const end = this.#closingBracket();
    const inner = this.#text.slice(this.#at + 1, end).trim();
    this.#at = end + 1;
    if (inner === '*') return { kind: 'wildcard' };
    if (inner.startsWith('?')) return { kind: 'filter', test: parseFilter(inner.slice(1).trim(), parsePath) };
    const slice = /^(-?\d+)?\s*:\s*(-?\d+)?$/.exec(inner);
    if (slice) return { kind: 'slice', from: optionalNumber(slice[1]), to: optionalNumber(slice[2]) };
    const members = splitUnion(inner).map(unionMember);
    const [only] = members;
    if (members.length > 1) return { kind: 'union', members };
    if (only === undefined) throw new PathSyntaxError(`empty brackets in ${this.#text}`);
    return typeof only === 'number' ? { kind: 'index', index: only } : { kind: 'key', key: only };
  }

  #closingBracket(): number {
    let depth = 0;
    let quote = '';
    for (let i = this.#at; i < this.#text.length; i += 1) {
      const char = this.#text[i] ?? '';
      if (quote !== '') {
        if (char === '\\') i += 1;
        else if (char === quote) quote = '';
      } else if (char === "'" || char === '"') quote = char;
      else if (char === '[') depth += 1;
      else if (char === ']') {
        depth -= 1;
        if (depth === 0) return i;
      }
    }
    throw new PathSyntaxError(`a bracket is not closed in ${this.#text}`);
  }
}

function optionalNumber(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

function splitUnion(inner: string): string[] {
  return inner.match(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[^,\s]+/g) ?? [];
}

function unionMember(text: string): string | number {
  const quote = text[0];
  if ((quote === "'" || quote === '"') && text.endsWith(quote))
    return text.slice(1, -1).replaceAll(`\\${quote}`, quote);
  if (/^-?\d+$/.test(text)) return Number(text);
  throw new PathSyntaxError(`'${text}' is neither an index nor a quoted name`);
}

/** `$['a']['b'][0]`, the form in which messages name a place. */
function canonical(segments: readonly Segment[], count: number): string {
  const parts = segments.slice(0, count).map((s) => {
    if (s.kind === 'key') return `['${s.key}']`;
    if (s.kind === 'index') return `[${s.index}]`;
    return s.kind === 'descend' ? '..' : '[*]';
  });
  return `$${parts.join('')}`;
}

/**
 * The value at `path`, seen from `root` (the input, context object or variable that the path starts from).
 * @throws PathNotFound for a definite path that leads nowhere
 */
export function evaluatePath(path: Path, root: Json): Json {
  if (!path.definite) return selectAll(path.segments, root);
  let value = root;
  for (let i = 0; i < path.segments.length; i += 1) {
    const segment = path.segments[i];
    const next = segment === undefined ? undefined : step(segment, value);
    if (next === undefined) throw missing(path, i, value);
    value = next;
  }
  return value;
}

function missing(path: Path, at: number, value: Json): PathNotFound {
  const last = at === path.segments.length - 1;
  const segment = path.segments[at];
  if (segment?.kind === 'index' && isArray(value)) {
    return new PathNotFound(`No results for path: ${canonical(path.segments, path.segments.length)}`);
  }
  if (last) return new PathNotFound(`No results for path: ${canonical(path.segments, at + 1)}`);
  return new PathNotFound(`Missing property in path ${canonical(path.segments, at + 1)}`);
}

function step(segment: Segment, value: Json): Json | undefined {
  if (segment.kind === 'key') {
    return isObject(value) && Object.hasOwn(value, segment.key) ? value[segment.key] : undefined;
  }
  if (segment.kind !== 'index' || !isArray(value)) return undefined;
  return value[segment.index < 0 ? value.length + segment.index : segment.index];
}

function selectAll(segments: readonly Segment[], root: Json): Json[] {
  let values: Json[] = [root];
  for (const segment of segments) values = values.flatMap((value) => select(segment, value, root));
  return values;
}

function select(segment: Segment, value: Json, root: Json): readonly Json[] {
  switch (segment.kind) {
    case 'key':
    case 'index': {
      const next = step(segment, value);
      return next === undefined ? [] : [next];
    }
    case 'wildcard':
      return isArray(value) ? value : isObject(value) ? Object.values(value) : [];
    case 'slice':
      return isArray(value) ? value.slice(segment.from ?? 0, segment.to ?? value.length) : [];
    case 'union':
      return segment.members.flatMap((m) =>
        select(typeof m === 'number' ? { kind: 'index', index: m } : { kind: 'key', key: m }, value, root),
      );
    case 'filter':
      return filtered(value, (item) => segment.test(item, root));
    case 'descend':
      return descendants(value);
  }
}

function filtered(value: Json, keep: (item: Json) => boolean): readonly Json[] {
  if (isArray(value)) return value.filter(keep);
  return isObject(value) && keep(value) ? [value] : [];
}

function descendants(value: Json): Json[] {
  const children = isArray(value) ? value : isObject(value) ? Object.values(value) : [];
  return [value, ...children.flatMap(descendants)];
}

/** A reference path (States Language, "Reference Paths"): only names and indexes. */
export function isReferencePath(path: Path): boolean {
  return path.definite && path.root.kind === 'input';
}

/** A copy of `target` with `value` at the reference path; missing objects on the way are made (ResultPath). */
export function insertAt(target: Json, segments: readonly Segment[], value: Json): Json {
  const [segment, ...rest] = segments;
  if (segment === undefined) return value;
  if (segment.kind === 'index') {
    if (!isArray(target) || segment.index >= target.length) {
      throw new PathNotFound(`No results for path: ${canonical(segments, segments.length)}`);
    }
    const copy = [...target];
    copy[segment.index] = insertAt(copy[segment.index] ?? null, rest, value);
    return copy;
  }
  if (segment.kind !== 'key') throw new PathSyntaxError('a reference path is needed');
  const base = isObject(target) ? target : {};
  return { ...base, [segment.key]: insertAt(base[segment.key] ?? {}, rest, value) };
}
