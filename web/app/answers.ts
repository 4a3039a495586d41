/** Asking the API from a page: what was answered stays shown while a newer answer is on its way. */
import {
  QueryClient,
  type UseInfiniteQueryResult,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { createContext, use, useCallback } from 'react';
import {
  type Answer,
  ApiProblem,
  type Ask,
  type Call,
  type Input,
  type Item,
  type Operation,
} from './api.ts';

/** Somebody else's act is seen after this time at the latest, or when the reader comes back to the window. */
const LIVE_MS = 30_000;
const FRESH_MS = 3_000;
const TRIES = 2;

const CallContext = createContext<Call | undefined>(undefined);
/** Gives the pages their way to the API. */
export const CallProvider = CallContext;

/** The bare client, for what no hook fits. */
export function useCall(): Call {
  const call = use(CallContext);
  if (call === undefined) throw new Error('useCall outside of <CallProvider>');
  return call;
}

/** A refusal stays a refusal; only what may pass by itself is tried again. */
function worthAnother(failures: number, error: Error): boolean {
  const passing = error instanceof ApiProblem && (error.status === 0 || error.status >= 500);
  return passing && failures < TRIES && navigator.onLine;
}

/** One cache for the whole app. `denied` is called when the API no longer knows who asks. */
export function createQueries(denied: () => void): QueryClient {
  const queries = new QueryClient({
    defaultOptions: {
      queries: {
        retry: worthAnother,
        staleTime: FRESH_MS,
        refetchInterval: LIVE_MS,
        refetchOnWindowFocus: true,
        refetchOnReconnect: true,
        // "Offline" is what the API client says, not what the browser guesses.
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  queries.getQueryCache().subscribe(({ query }) => {
    const error: unknown = query.state.error;
    if (error instanceof ApiProblem && error.code === 'auth.required') denied();
  });
  return queries;
}

type Live = {
  /** False: asked only when everything it needs is there. */
  readonly enabled?: boolean;
  /** Milliseconds between two asks; false for what does not change. */
  readonly every?: number | false;
};

/** The answer to a GET: `useAnswer(API.getCase, { params: { caseId } })`. Errors are `ApiProblem`. */
export function useAnswer<Name extends Operation>(
  ask: Ask<Name>,
  input: Input<Name> = {},
  { enabled = true, every = LIVE_MS }: Live = {},
): UseQueryResult<Answer<Name>, Error> {
  const call = useCall();
  return useQuery({
    queryKey: [ask.operation, input.params ?? {}, input.query ?? {}],
    queryFn: async ({ signal }) => call(ask, input, signal),
    enabled,
    refetchInterval: every,
  });
}

type Paged = { readonly items: readonly unknown[]; readonly cursor: string | null };
type PagedOperation = {
  [Name in Operation]: Answer<Name> extends Paged ? Name : never;
}[Operation];

export type Pages<Name extends PagedOperation> = {
  readonly result: UseInfiniteQueryResult<readonly Answer<Name>[], Error>;
  /** Of all pages read so far, in order. */
  readonly items: readonly Item<Name>[];
  /** When the first page was read, by the server's clock. */
  readonly asOf: string | undefined;
};

function readItems<Name extends PagedOperation>(pages: readonly Paged[]): readonly Item<Name>[] {
  return pages.flatMap(({ items }) => items) as Item<Name>[];
}

/** A list that comes in pages, as far as it was read: `result.fetchNextPage()` reads on. */
export function usePages<Name extends PagedOperation>(
  ask: Ask<Name>,
  input: Input<Name> = {},
  { enabled = true, every = LIVE_MS }: Live = {},
): Pages<Name> {
  const call = useCall();
  const result = useInfiniteQuery({
    queryKey: [ask.operation, 'pages', input.params ?? {}, input.query ?? {}],
    queryFn: async ({ pageParam, signal }) => call(ask, readOn(input, pageParam), signal),
    initialPageParam: readNoCursor(),
    getNextPageParam: (last: Paged) => last.cursor ?? undefined,
    select: ({ pages }) => pages,
    enabled,
    refetchInterval: every,
  });
  const pages: readonly Paged[] = result.data ?? [];
  const [first] = pages;
  const asOf = first !== undefined && 'asOf' in first ? String(first.asOf) : undefined;
  return { result, items: readItems<Name>(pages), asOf };
}

function readNoCursor(): string | undefined {
  return undefined;
}

/** The same question from where the last page ended. */
function readOn<Name extends Operation>(input: Input<Name>, cursor: string | undefined): Input<Name> {
  return cursor === undefined ? input : ({ ...input, query: { ...input.query, cursor } } as Input<Name>);
}

/** What follows at once when it is answered, also where the form that sent it is taken away by what is read anew. */
type Follow<Name extends Operation> = {
  readonly onSuccess: (answer: Answer<Name>) => void;
  readonly onError?: () => void;
};

export type Sender<Name extends Operation> = {
  readonly mutate: (input: Input<Name>, follow?: Follow<Name>) => void;
  /** Until it is answered and everything shown is read anew. */
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly data: Answer<Name> | undefined;
  /** Forgets the last answer or error. */
  readonly reset: () => void;
};

/** Sends a POST: `const urge = useSend(API.urgeCase); urge.mutate({ params, body })`. Afterwards everything shown is read anew. */
export function useSend<Name extends Operation>(ask: Ask<Name>): Sender<Name> {
  const call = useCall();
  const queries = useQueryClient();
  const { mutate, isPending, error, data, reset } = useMutation({
    mutationFn: async ({ input }: { input: Input<Name>; follow: Follow<Name> | undefined }) =>
      call(ask, input),
    onSuccess: async (answer, { follow }) => {
      follow?.onSuccess(answer);
      await queries.invalidateQueries();
    },
    onError: (_, { follow }) => follow?.onError?.(),
  });
  const send = useCallback(
    (input: Input<Name>, follow?: Follow<Name>) => mutate({ input, follow }),
    [mutate],
  );
  return { mutate: send, isPending, error, data, reset };
}
