import type { OpenApproval } from './approval.ts';
import type { Case } from './case.ts';
import { nextStep } from './case-life.ts';
import { RefusalCode } from './errors.ts';
import type { MoveId } from './ids.ts';
import type { Localized } from './text.ts';
import { epochMs, type Instant, instantAt, instantOf, localDateOf, plusDays, weekdayOf } from './time.ts';

/**
 * What follows when an execution of a case goes on: it looks where the case stands, so nothing that was decided is decided
 * again, and no link dies. `asks`: the office is asked afresh, one mail goes out.
 */
export type Recovery =
  | { readonly next: 'opens' }
  | { readonly next: 'asks' }
  | { readonly next: 'waits'; readonly officeName: Localized; readonly dueAt: Instant }
  | { readonly next: 'pauses'; readonly until: Instant }
  | { readonly next: 'moves'; readonly moveId: MoveId | null }
  | { readonly next: 'ends' };

/** What would follow for this case; undefined: it was not opened yet. `asked` is its open ask, where it names one. */
export function recoveryOf(
  record: Case | undefined,
  asked: OpenApproval | undefined,
  now: Instant,
): Recovery {
  if (record === undefined) return { next: 'opens' };
  const step = nextStep(record, now);
  switch (step.step) {
    case 'done':
      return { next: 'ends' };
    case 'pause':
      return { next: 'pauses', until: step.until };
    case 'reallocate':
      return { next: 'moves', moveId: step.moveId ?? null };
    case 'climb':
      return asked === undefined
        ? { next: 'asks' }
        : { next: 'waits', officeName: asked.officeName, dueAt: asked.deadline.at };
  }
}

/** Why something failed, as far as the operator's next step depends on it. */
export type CauseKind = 'refused' | 'denied' | 'timeout' | 'service' | 'definition' | 'unknown';

const CAUSES: readonly (readonly [RegExp, CauseKind])[] = [
  [/AccessDenied|not authorized|403/i, 'denied'],
  [/Timeout|TimedOut|timed out/i, 'timeout'],
  [/QueryEvaluation|Runtime|DataLimit|UnknownStep|IntrinsicFailure|ParameterPath/i, 'definition'],
  [/Lambda\.|Throttl|ServiceException|ServiceUnavailable|TooManyRequests|Limit/i, 'service'],
];

/** Judges by the error's name first, then by what it says. */
export function causeKindOf(error: string, cause: string): CauseKind {
  if (RefusalCode.safeParse(error).success) return 'refused';
  const found =
    CAUSES.find(([pattern]) => pattern.test(error)) ?? CAUSES.find(([pattern]) => pattern.test(cause));
  return found?.[1] ?? 'unknown';
}

/** The name of an execution that goes on where `name` failed: the same every time, so it is started once only. */
export function nameAgain(name: string): string {
  const [base, count = '0'] = name.split('-again-');
  return `${base}-again-${Number(count) + 1}`;
}

/** An open ask counts as stuck when nothing happened for this long after its silence ended. */
export const STUCK_AFTER_MS = 3_600_000;
/** An effect that was not carried out for this long is late. */
export const LATE_AFTER_MS = 600_000;

export function before(now: Instant, ms: number): Instant {
  return instantOf(epochMs(now) - ms);
}

const SWEEP_TIME = '06:30';
const FRIDAY = 5;

/** When the morning sweep starts next: 06:30 on a weekday. */
export function nextSweep(now: Instant): Instant {
  for (let day = localDateOf(now); ; day = plusDays(day, 1)) {
    const at = instantAt(day, SWEEP_TIME);
    if (weekdayOf(day) <= FRIDAY && at > now) return at;
  }
}
