/** The API as this page uses it: typed by the contract, spoken over `fetch`. */
import * as z from 'zod';
import type { API } from '#functions/api/contract.ts';

/** Method and path by operation. A test holds them to the contract, whose schemas are too heavy for a phone. */
export const ROUTES = {
  getQueue: 'GET /api/queue',
  listCases: 'GET /api/cases',
  getCase: 'GET /api/cases/{caseId}',
  getCaseReceipts: 'GET /api/cases/{caseId}/receipts',
  reportBlocker: 'POST /api/reports',
  urgeCase: 'POST /api/cases/{caseId}/urge',
  reassignCase: 'POST /api/cases/{caseId}/reassign',
  pauseCase: 'POST /api/cases/{caseId}/pause',
  resumeCase: 'POST /api/cases/{caseId}/resume',
  listProjects: 'GET /api/projects',
  getProject: 'GET /api/projects/{projectId}',
  getCapital: 'GET /api/capital',
  listIdle: 'GET /api/capital/idle',
  listAbsorbing: 'GET /api/capital/absorbing',
  listMoves: 'GET /api/moves',
  getMove: 'GET /api/moves/{moveId}',
  draftMove: 'POST /api/moves',
  recordDocument: 'POST /api/moves/{moveId}/documents',
  stopMove: 'POST /api/moves/{moveId}/stop',
  reverseMove: 'POST /api/moves/{moveId}/reverse',
  listUnits: 'GET /api/directory/units',
  listOffices: 'GET /api/directory/offices',
  getLadder: 'GET /api/directory/ladder',
} as const satisfies Partial<Record<keyof typeof API, `${'GET' | 'POST'} /api/${string}`>>;
export type Operation = keyof typeof ROUTES;

export type Answer<O extends Operation> = z.output<(typeof API)[O]['response']>;

export type Input = {
  readonly params?: Readonly<Record<string, string>>;
  /** What is empty or undefined is not asked for. */
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
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

/** What the client has to know about whoever is signed in; `session.ts` is the real one. */
export type Credentials = {
  /** A token that is good now, undefined when nobody is signed in. */
  token(): Promise<string | undefined>;
  language(): string;
};

function addressOf(path: string, { params = {}, query = {} }: Input): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') asked.set(name, String(value));
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

/** Every answer has passed the contract's own schema on the way out (functions/http.ts), so its type is believed here. */
async function readAnswer<O extends Operation>(response: Response): Promise<Answer<O>> {
  return (await response.json()) as Answer<O>;
}

export type Call = <O extends Operation>(operation: O, input?: Input) => Promise<Answer<O>>;

/** Makes the one function through which every page speaks to the API. It throws `ApiProblem` and nothing else. */
export function createClient(credentials: Credentials): Call {
  return async (operation, input = {}) => {
    const [method = 'GET', path = ''] = ROUTES[operation].split(' ');
    const token = await credentials.token();
    const headers = new Headers({
      accept: 'application/json',
      'accept-language': credentials.language(),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(input.body === undefined ? {} : { 'content-type': 'application/json' }),
    });
    const body = input.body === undefined ? null : JSON.stringify(input.body);
    const response = await fetch(addressOf(path, input), { method, headers, body }).catch(() => undefined);
    if (response === undefined) throw new ApiProblem({ status: 0, code: 'offline', detail: '', fields: [] });
    if (!response.ok) throw await problemIn(response);
    return readAnswer<typeof operation>(response);
  };
}
