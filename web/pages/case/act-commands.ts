import { OutOfScopeReason, PauseReason } from '#domain/case.ts';
import type { CaseId } from '#domain/ids.ts';
import { useSend } from '../../app/answers.ts';
import { API, type Input } from '../../app/api.ts';
import { readLocalDate, readOfficeId } from './typed.ts';

/** Acts of leadership that ask before they are done, with what each of them wants typed. */
export type Act = 'urge' | 'escalate' | 'reassign' | 'pause' | 'resume' | 'close';

export type Typed = {
  readonly reason: string;
  readonly office: string;
  readonly pauseReason: PauseReason;
  readonly note: string;
  readonly reviewOn: string;
  readonly ground: OutOfScopeReason;
  readonly confirm: string;
};

export const NOTHING_TYPED: Typed = {
  reason: '',
  office: '',
  pauseReason: 'court',
  note: '',
  reviewOn: '',
  ground: 'court',
  confirm: '',
};

export const PAUSE_REASONS = PauseReason.options;
export const GROUNDS = OutOfScopeReason.options;

type Preview = NonNullable<Input<'previewCaseAct'>['body']>;

/** What the server is asked about the consequences; null while they depend on something that is not typed yet. */
export function previewOf(act: Act, { office, reviewOn }: Typed): Preview | null {
  if (act === 'reassign') return office === '' ? null : { act, office: readOfficeId(office) };
  if (act === 'pause') return reviewOn === '' ? null : { act, reviewOn: readLocalDate(reviewOn) };
  return { act };
}

export type Sending = {
  readonly error: Error | null;
  readonly busy: boolean;
  readonly send: (typed: Typed, done: () => void) => void;
};

/** The command behind an act. */
export function useAct(act: Act, caseId: CaseId): Sending {
  const urge = useSend(API.urgeCase);
  const escalate = useSend(API.escalateCase);
  const reassign = useSend(API.reassignCase);
  const pause = useSend(API.pauseCase);
  const resume = useSend(API.resumeCase);
  const close = useSend(API.closeCase);
  const sends = { urge, escalate, reassign, pause, resume, close };
  const { error, isPending } = sends[act];
  const params = { caseId };
  const send = (typed: Typed, onSuccess: () => void): void => {
    const { reason, office, pauseReason, note, reviewOn, ground, confirm } = typed;
    switch (act) {
      case 'urge':
        // The dialog has said when it was urged before today.
        urge.mutate({ params, body: { confirmed: true } }, { onSuccess });
        break;
      case 'escalate':
        escalate.mutate({ params, body: { reason } }, { onSuccess });
        break;
      case 'reassign':
        reassign.mutate({ params, body: { office: readOfficeId(office) } }, { onSuccess });
        break;
      case 'pause': {
        const body = { reason: pauseReason, note, reviewOn: readLocalDate(reviewOn) };
        pause.mutate({ params, body }, { onSuccess });
        break;
      }
      case 'resume':
        resume.mutate({ params }, { onSuccess });
        break;
      case 'close':
        close.mutate({ params, body: { ground, reason, confirm } }, { onSuccess });
        break;
    }
  };
  return { error, busy: isPending, send };
}
