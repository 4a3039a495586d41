import type { Json } from '../asl/json.ts';
import { StateError } from '../core/errors.ts';
import { type Environment, TemplateError } from './environment.ts';
import { INTRINSICS, IntrinsicError } from './intrinsics.ts';
import { type Path, PathSyntaxError, parsePath } from './jsonpath.ts';

/** `States.Name(argument, …)`, parsed. */
export type IntrinsicCall = {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Argument[];
};
type Argument =
  | IntrinsicCall
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'literal'; readonly value: Json };

/** Reads a path; passed in because errors name the field that the path stands in. */
type ReadPath = (path: Path, env: Environment) => Json;

/** Longest chain of calls in calls (AWS guide). */
const MAX_NESTING = 10;

export function isIntrinsic(text: string): boolean {
  return text.startsWith('States.');
}

/** Whether a text reads like a call, wherever it stands. */
export function looksLikeCall(text: string): boolean {
  return /^States\.[A-Za-z0-9]+\([\s\S]*\)$/.test(text);
}

/** @throws TemplateError */
export function parseIntrinsic(text: string): IntrinsicCall {
  const reader = new CallReader(text);
  const call = reader.call(1);
  reader.end();
  return call;
}

class CallReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  end(): void {
    this.#blanks();
    if (this.#at < this.#text.length) this.#fail();
  }

  #fail(): never {
    throw new TemplateError(`Invalid Intrinsic Function: ${this.#text}`);
  }

  #blanks(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }

  #match(pattern: RegExp): string | undefined {
    const sticky = new RegExp(pattern, 'uy');
    sticky.lastIndex = this.#at;
    const found = sticky.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  call(depth: number): IntrinsicCall {
    const name = this.#match(/States\.[A-Za-z0-9]+/) ?? this.#fail();
    const intrinsic = INTRINSICS[name];
    if (intrinsic === undefined || depth > MAX_NESTING) return this.#fail();
    this.#blanks();
    if (this.#match(/\(/) === undefined) this.#fail();
    const args: Argument[] = [];
    this.#blanks();
    while (this.#match(/\)/) === undefined) {
      if (args.length > 0 && this.#match(/,/) === undefined) this.#fail();
      this.#blanks();
      args.push(this.#argument(depth));
      this.#blanks();
    }
    const [least, most] = intrinsic.arity;
    if (args.length < least || args.length > most) this.#fail();
    return { kind: 'call', name, args };
  }

  #argument(depth: number): Argument {
    const char = this.#text[this.#at] ?? this.#fail();
    if (char === 'S') return this.call(depth + 1);
    if (char === '$') return { kind: 'path', path: this.#path() };
    if (char === "'") {
      const quoted = this.#match(/'(?:[^'\\]|\\[\s\S])*'/) ?? this.#fail();
      // braces keep their backslash: States.Format tells `\{` from a placeholder
      return { kind: 'literal', value: quoted.slice(1, -1).replace(/\\(['\\])/g, '$1') };
    }
    const word = this.#match(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/) ?? this.#fail();
    return {
      kind: 'literal',
      value: word === 'null' ? null : /^[tf]/.test(word) ? word === 'true' : Number(word),
    };
  }

  #path(): Path {
    const text =
      this.#match(/\$\$?(?:[\p{L}\p{N}_\-.$*@]|\[(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[^\]'"])*\])*/u) ??
      this.#fail();
    try {
      return parsePath(text);
    } catch (error) {
      if (error instanceof PathSyntaxError) throw new TemplateError(error.message);
      throw error;
    }
  }
}

export function pathsIn(call: IntrinsicCall): Path[] {
  return call.args.flatMap((arg) =>
    arg.kind === 'path' ? [arg.path] : arg.kind === 'call' ? pathsIn(arg) : [],
  );
}

/** @throws StateError States.IntrinsicFailure */
export function callIntrinsic(call: IntrinsicCall, env: Environment, read: ReadPath): Json {
  const args = call.args.map((arg) => {
    if (arg.kind === 'literal') return arg.value;
    return arg.kind === 'path' ? read(arg.path, env) : callIntrinsic(arg, env, read);
  });
  const intrinsic = INTRINSICS[call.name];
  if (intrinsic === undefined) throw new TypeError(`${call.name} was accepted but does not exist`);
  try {
    return intrinsic.call(args, env.chance);
  } catch (error) {
    if (!(error instanceof IntrinsicError)) throw error;
    const cause = `Invalid arguments in ${call.name}: ${error.message}`;
    throw new StateError({ error: 'States.IntrinsicFailure', cause, catchable: true });
  }
}
