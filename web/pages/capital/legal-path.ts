/** Where a move stands on the legal path, as a page tells it: every step, done, present or to come. */
import type { SignedDocument } from '#domain/approval.ts';
import type { Move } from '#domain/move.ts';
import type { Instant } from '#domain/time.ts';

export const PATH = [
  'drafted',
  'confirmed',
  'appraised',
  'submitted',
  'resolved',
  'decided',
  'cooling',
  'committed',
] as const;
export type PathStep = (typeof PATH)[number];
export type PathState = 'done' | 'now' | 'later' | 'stopped';
export type PathPlace = {
  readonly step: PathStep;
  readonly state: PathState;
  readonly at?: Instant | undefined;
  readonly document?: SignedDocument | undefined;
};

const STANDS_AT: Readonly<Record<Exclude<Move['status'], 'drafted' | 'rejected'>, number>> = {
  appraised: 3,
  submitted: 4,
  resolvedByCouncil: 5,
  decidedByCommittee: 6,
  coolingOff: 6,
  committed: 8,
  reversed: 8,
};

function allConfirmed({ owners, confirmations }: Move): boolean {
  return owners.every((owner) => confirmations.some(({ office }) => office === owner));
}

/** The place of the step that the move stands at; `PATH.length` when it has gone the whole way. */
export function placeOf(move: Move): number {
  const status = move.status === 'rejected' ? move.rejectedIn : move.status;
  if (status === 'drafted') return allConfirmed(move) ? 2 : 1;
  return STANDS_AT[status];
}

function latest(instants: readonly Instant[]): Instant | undefined {
  return instants.toSorted((one, other) => one.localeCompare(other)).at(-1);
}

function timeOf(move: Move, step: PathStep): Instant | undefined {
  switch (step) {
    case 'drafted':
      return move.draftedAt;
    case 'confirmed':
      return latest(move.confirmations.map(({ at }) => at));
    case 'appraised':
      return latest(move.appraisals.map(({ at }) => at));
    case 'submitted':
      return 'submittedAt' in move ? move.submittedAt : undefined;
    case 'cooling':
      return 'until' in move ? move.until : undefined;
    case 'committed':
      return 'committedAt' in move ? move.committedAt : undefined;
    case 'resolved':
    case 'decided':
      return undefined;
  }
}

function documentOf(move: Move, step: PathStep): SignedDocument | undefined {
  if (step === 'resolved') return 'resolution' in move ? move.resolution : undefined;
  return step === 'decided' && 'committeeDecision' in move ? move.committeeDecision : undefined;
}

export function pathOf(move: Move): PathPlace[] {
  const place = placeOf(move);
  const ended = move.status === 'rejected' || (move.status === 'coolingOff' && move.stopped !== undefined);
  return PATH.map((step, index) => ({
    step,
    state: index < place ? 'done' : index > place ? 'later' : ended ? 'stopped' : 'now',
    at: timeOf(move, step),
    document: documentOf(move, step),
  }));
}

/** The sum of one side, in đồng. */
export function sumOf(lines: Move['donors']): number {
  return lines.reduce((sum, { amount }) => sum + amount, 0);
}
