/** The API as the pages use it: typed by the contract, spoken over `fetch`. */
import * as z from 'zod';
import { API as CONTRACT } from '#functions/api/contract.ts';
import type { Role } from '#functions/api/roles.ts';

type Contract = typeof CONTRACT;
export type Operation = keyof Contract;

/** What of an operation reaches the browser (web/build/slim.ts); `Name` carries the types of its input and answer. */
export type Ask<Name extends Operation = Operation> = {
  readonly operation: Name;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly access: 'public' | readonly Role[];
};

type Asks = { readonly [Name in Operation]: Ask<Name> };

/** In the browser the contract is no more than this; elsewhere it holds the schemas too. */
function readContract(): Asks {
  return CONTRACT as object as Asks;
}

/** Every operation by name: `API.getCase`. */
export const API: Asks = readContract();

export type Answer<Name extends Operation> = z.output<Contract[Name]['response']>;
/** An item of a list that comes in pages. */
export type Item<Name extends Operation> =
  Answer<Name> extends { items: readonly (infer One)[] } ? One : never;

type Sent<Schema extends z.ZodType> = z.input<Schema>;
/** Coerced values (numbers in an address) are `unknown` to zod; here they are what an address can hold. */
type Asked<Query> = {
  readonly [Key in keyof Query]: unknown extends Query[Key]
    ? string | number | undefined
    : Query[Key] | undefined;
};
/** What an operation wants: `params` of its path, `query`, `body` (given by the contract). */
export type Input<Name extends Operation> = {
  readonly params?: Sent<Contract[Name]['params']>;
  readonly query?: Asked<Sent<Contract[Name]['query']>>;
  readonly body?: Sent<Contract[Name]['body']>;
};

const ProblemShape = z.object({
  status: z.number(),
  code: z.string(),
  detail: z.string(),
  errorCode: z.string().optional(),
  fields: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).default([]),
});
export type FieldMessage = z.output<typeof ProblemShape>['fields'][number];

/** The API said no, or did not answer: `code` is stable, `message` is in the reader's language (empty when offline). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: readonly FieldMessage[];
  readonly errorCode: string | undefined;

  constructor(problem: z.output<typeof ProblemShape>) {
    super(problem.detail);
    this.name = 'ApiProblem';
    this.status = problem.status;
    this.code = problem.code;
    this.fields = problem.fields;
    this.errorCode = problem.errorCode;
  }
}

/** There is no line, or nobody at its other end. */
export function noAnswer(): ApiProblem {
  return new ApiProblem({ status: 0, code: 'offline', detail: '', fields: [] });
}

/** What the client has to know about whoever is signed in (web/app/session.tsx). */
export type Credentials = {
  /** A token that is good now, undefined when nobody is signed in; throws `ApiProblem` when it cannot be renewed now. */
  token(): Promise<string | undefined>;
  language(): string;
};

type Loose = { readonly params?: object; readonly query?: object };

/** Numbers, flags and texts as an address holds them; what is empty is not asked for. */
function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? `${value}`
    : '';
}

function addressOf(path: string, { params = {}, query = {} }: Loose): string {
  const values = new Map<string, unknown>(Object.entries(params));
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(textOf(values.get(name))),
  );
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const text = textOf(value);
    if (text !== '') asked.set(name, text);
  }
  return asked.size === 0 ? filled : `${filled}?${asked.toString()}`;
}

async function problemIn(response: Response): Promise<ApiProblem> {
  const said: unknown = await response.json().catch(() => undefined);
  const parsed = ProblemShape.safeParse(said);
  if (parsed.success) return new ApiProblem(parsed.data);
  // The authorizer of API Gateway refuses in words of its own.
  const code = response.status === 401 ? 'auth.required' : `http.${response.status}`;
  return new ApiProblem({ status: response.status, code, detail: '', fields: [] });
}

/** A file as the contract has it (functions/api/file.ts): its name, and its bytes. */
async function readFile(response: Response, disposition: string): Promise<object> {
  const name = /filename="([^"]+)"/.exec(disposition)?.[1] ?? 'khoi-thong';
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { type: name.split('.').at(-1), name, bytes, inline: disposition.startsWith('inline'), headers: {} };
}

/** Every answer has passed the contract's own schema on the way out (functions/http.ts), so its type is believed here. */
async function readAnswer<Name extends Operation>(response: Response): Promise<Answer<Name>> {
  const disposition = response.headers.get('content-disposition');
  const answer: unknown =
    disposition === null ? await response.json() : await readFile(response, disposition);
  return answer as Answer<Name>;
}

export type Call = <Name extends Operation>(
  ask: Ask<Name>,
  input?: Input<Name>,
  signal?: AbortSignal,
) => Promise<Answer<Name>>;

/** Makes the one function through which every page speaks to the API. It throws `ApiProblem`, or when aborted. */
export function createClient(credentials: Credentials): Call {
  return async (ask, input = {}, signal) => {
    const token = await credentials.token();
    const headers = new Headers({
      accept: 'application/json, */*;q=0.5',
      'accept-language': credentials.language(),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(input.body === undefined ? {} : { 'content-type': 'application/json' }),
    });
    const body = input.body === undefined ? null : JSON.stringify(input.body);
    const options = { method: ask.method, headers, body, ...(signal === undefined ? {} : { signal }) };
    const response = await fetch(addressOf(ask.path, input), options).catch((error: unknown) => {
      if (signal?.aborted === true) throw error;
      return undefined;
    });
    if (response === undefined) throw noAnswer();
    if (!response.ok) throw await problemIn(response);
    return readAnswer(response);
  };
}
