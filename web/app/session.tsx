/** Who is signed in, for the pages. */
import { createContext, type ReactNode, use, useMemo, useSyncExternalStore } from 'react';
import type { Role } from '#functions/api/roles.ts';
import type { Ask } from './api.ts';
import type { Gate } from './gate.ts';
import type { Person } from './person.ts';

export type Session = {
  readonly person: Person;
  /** Any one of the roles. */
  readonly may: (...roles: readonly Role[]) => boolean;
  /** Whether an operation of the API is for this person: a button that would be refused is not shown. */
  readonly mayAsk: (ask: Ask) => boolean;
  readonly signOut: () => void;
};

const SessionContext = createContext<Session | undefined>(undefined);

type WhoProps = {
  readonly gate: Gate;
  /** Shown while nobody is signed in. */
  readonly stranger: (failed: boolean) => ReactNode;
  /** Shown while it is not known yet. */
  readonly waiting: ReactNode;
  readonly children: ReactNode;
};

export function Who({ gate, stranger, waiting, children }: WhoProps): ReactNode {
  const standing = useSyncExternalStore(gate.watch, gate.standing);
  const person = standing.kind === 'person' ? standing.person : undefined;
  const session = useMemo<Session | undefined>(() => {
    if (person === undefined) return undefined;
    const may = (...roles: readonly Role[]): boolean => person.roles.some((role) => roles.includes(role));
    return {
      person,
      may,
      mayAsk: ({ access }) => access === 'public' || may(...access),
      signOut: gate.signOut,
    };
  }, [person, gate]);
  if (session !== undefined) return <SessionContext value={session}>{children}</SessionContext>;
  return standing.kind === 'stranger' ? stranger(standing.failed) : waiting;
}

/** Who is signed in; only inside the shell, where somebody always is. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (session === undefined) throw new Error('useSession outside of <Who>');
  return session;
}
