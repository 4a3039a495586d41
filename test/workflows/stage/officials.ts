import type { Approval, OpenApproval } from '#domain/approval.ts';
import { localDateOf, plusDays } from '#domain/time.ts';
import type { Stage } from '../stage.ts';
import type { SentMail } from './mailbox.ts';
import type { Typed } from './page.ts';

/** What somebody does with an ask; `wait` leaves it for another day. */
export type Doing = Typed & { readonly outcome: string };
export type Habit = (approval: OpenApproval, stage: Stage) => Doing | 'wait';

/** The document of a step of a move: its number says which, so that none is used twice. */
export function documentFor({ kind, moveId }: Approval, issuedOn: string) {
  return kind === 'resolveMove'
    ? { number: `${moveId ?? ''}/NQ-HĐND`, issuedOn, issuer: 'HĐND Thành phố' }
    : { number: `${moveId ?? ''}/QĐ-UBND`, issuedOn, issuer: 'UBND Thành phố' };
}

/** Everybody answers at once; below the departments they refer, above they move what lies idle or agree. */
export const diligent: Habit = (approval, stage) => {
  const today = localDateOf(stage.back.clock.now());
  const { kind, outcomes } = approval;
  if (kind === 'resolveMove' || kind === 'decideMove') {
    return { outcome: 'agree', document: documentFor(approval, today) };
  }
  if (kind !== 'clearBlocker') return { outcome: 'agree', comment: 'Đã xem' };
  if (outcomes.includes('reallocate')) return { outcome: 'reallocate', comment: 'Vốn nằm chờ' };
  if (outcomes.includes('refer') && !outcomes.includes('outOfScope')) {
    return { outcome: 'refer', comment: 'Vượt thẩm quyền' };
  }
  return { outcome: 'agree', doBy: plusDays(today, 14) };
};

/** Everybody keeps the promise: the owner agrees, the reporter confirms. */
export const obliging: Habit = (approval, stage) =>
  approval.kind === 'clearBlocker'
    ? { outcome: 'agree', doBy: plusDays(localDateOf(stage.back.clock.now()), 14) }
    : diligent(approval, stage);

/** Asks that were seen to have ended: nobody looks at their mails again. */
const ended = new WeakMap<Stage, Set<string>>();

/** The asks in the mailbox that can still be answered: the newest mail of each. */
export async function openLetters(stage: Stage): Promise<{ mail: SentMail; approval: OpenApproval }[]> {
  const over = ended.get(stage) ?? new Set<string>();
  ended.set(stage, over);
  const newest = new Map<string, SentMail>();
  for (const mail of stage.back.mailbox.mails) {
    const { approvalId } = mail.tags;
    if (approvalId !== undefined && mail.code !== undefined) newest.set(approvalId, mail);
  }
  const letters: { mail: SentMail; approval: OpenApproval }[] = [];
  for (const [id, mail] of newest) {
    const { approvalId, generation } = mail.tags;
    if (approvalId === undefined || over.has(id)) continue;
    const approval = await stage.back.deps.getApproval(approvalId);
    if (approval.status !== 'open') over.add(id);
    else if (approval.generation === generation) letters.push({ mail, approval });
  }
  return letters;
}

/** The officials go through their mail until nobody has anything to answer at this time. */
export async function workThroughMail(stage: Stage, habit: Habit): Promise<void> {
  const left = new Set<string>();
  for (;;) {
    const letters = (await openLetters(stage)).filter(({ mail }) => !left.has(mail.id));
    if (letters.length === 0) return;
    for (const { mail, approval } of letters) {
      left.add(mail.id);
      const doing = habit(approval, stage);
      if (doing === 'wait') continue;
      const { outcome, ...typed } = doing;
      await stage.answerMail(mail, outcome, typed);
      await stage.settle();
    }
  }
}

/** Day by day, until the case of the project has ended (or the days are over). */
export async function playOut(stage: Stage, habit: Habit, days: number): Promise<string> {
  for (let day = 0; day <= days; day += 1) {
    await workThroughMail(stage, habit);
    const { status } = await stage.case();
    if (status === 'cleared' || status === 'reallocated' || status === 'outOfScope') return status;
    await stage.passWorkingDays(1);
  }
  return (await stage.case()).status;
}
