import { type Approval, DecisionForm, Outcome } from '#domain/approval.ts';
import type { Decider } from '#domain/approval-decide.ts';
import { codeIsLocked, countWrongCode, renewLink } from '#domain/approval-delivery.ts';
import { Refusal } from '#domain/errors.ts';
import { stopByCommand } from '#domain/move-command.ts';
import type { Locale } from '#domain/text.ts';
import { decideAgain } from '../again.ts';
import { parseInput } from '../http.ts';
import { recordDecision } from '../record.ts';
import { approvalOfLink, codeFits, linkWithSecret } from '../secrets.ts';
import type { Deps } from './deps.ts';
import { renderNotMe } from './view/decided.ts';
import { codeDigits, problemsOf } from './view/form.ts';
import { renderFreshLinkSent, renderTooManyTries } from './view/plain.ts';
import type { AskForm } from './view/types.ts';
import { type Page, pageOf, unknownPage, type Visit, visitOf } from './visit.ts';

const given = (text: string) => (text.trim() === '' ? undefined : text.trim());

/** What was typed, as a decision; `fields` of the Refusal name what is wrong, in the words of the form. */
function decisionFormOf(form: AskForm): DecisionForm {
  const { documentNumber: number, documentDate: issuedOn, documentIssuer: issuer } = form;
  const signed = [number, issuedOn, issuer].some((part) => given(part) !== undefined);
  return parseInput(DecisionForm, {
    outcome: given(form.outcome),
    comment: form.comment,
    doBy: given(form.doBy),
    shownHash: form.shownHash,
    ...(signed
      ? { document: { number: given(number), issuedOn: given(issuedOn), issuer: given(issuer) } }
      : {}),
  });
}

/**
 * Whoever the link was mailed to, and how sure we are: with the six digits typed from the mail it is a person who read
 * it. A wrong code is counted by the caller.
 */
function deciderOf(approval: Approval, visit: Visit, form: AskForm): Decider {
  const link = linkWithSecret(approval.links, visit.secret);
  if (link === undefined) throw new Refusal('link.unknown');
  const code = codeDigits(form.code);
  const needsCode = approval.stepUp.some((outcome) => outcome === form.outcome);
  if (needsCode && codeIsLocked(link)) throw new Refusal('approval.codeLocked');
  if (needsCode && code !== '' && !codeFits(link, visit.secret, code))
    throw new Refusal('approval.codeWrong');
  const { name, post, email, standing, generation } = link;
  const auth = needsCode && code !== '' ? 'linkAndCode' : 'link';
  return { name, post, email, standing, auth, office: approval.office, generation };
}

async function countTry(deps: Deps, { approval, link }: Visit): Promise<void> {
  await decideAgain(async () => {
    const fresh = await deps.getApproval(approval.id);
    const change = countWrongCode({ approval: fresh, secretHash: link.secretHash });
    if (change.approvals.length > 0) await deps.commit(change, deps.now());
  });
}

/** The page after a refusal: the same form with what was typed and what is wrong, or the state that it has come to. */
async function refusedPage(deps: Deps, { visit, form, locale }: Posted, refusal: Refusal): Promise<Page> {
  if (refusal.code === 'link.unknown') return unknownPage(locale);
  if (refusal.code === 'approval.codeLocked') {
    return { status: refusal.status, html: renderTooManyTries({ locale }) };
  }
  const fresh = { ...visit, approval: await deps.getApproval(visit.approval.id) };
  if (fresh.approval.status === 'decided') {
    const tried = Outcome.safeParse(form.outcome);
    const same = !tried.success || fresh.approval.decision.outcome === tried.data;
    return pageOf(deps, fresh, locale, same ? {} : { attempted: tried.data });
  }
  const { status } = refusal;
  const stale = refusal.code === 'approval.stalePage';
  return pageOf(deps, fresh, locale, { ask: { form, problems: problemsOf(refusal), status, stale } });
}

/** A pressed button on a known link. */
export type Posted = { readonly visit: Visit; readonly form: AskForm; readonly locale: Locale };

/** Records the decision and answers the page that shows it; what is refused comes back with all that was typed. */
export async function answerDecide(deps: Deps, posted: Posted): Promise<Page> {
  const { visit, form, locale } = posted;
  try {
    const now = await recordDecision(deps, {
      approvalId: visit.approval.id,
      read: visit.approval,
      form: decisionFormOf(form),
      deciderOf: (current) => deciderOf(current, visit, form),
    });
    return await pageOf(deps, { ...visit, ...now }, locale);
  } catch (error) {
    if (!(error instanceof Refusal) || error.status >= 500) throw error;
    if (error.code === 'approval.codeWrong') await countTry(deps, visit);
    return refusedPage(deps, posted, error);
  }
}

/** Mails a fresh link to the address on file, and says so whether or not there was one: nothing is given away. */
export async function answerFreshLink(deps: Deps, linkText: string, locale: Locale): Promise<Page> {
  const id = approvalOfLink(linkText);
  const sent = { status: 200, html: renderFreshLinkSent({ locale }) };
  if (id === null) return sent;
  try {
    const visit = await visitOf(deps, linkText);
    await decideAgain(async () => {
      const now = deps.now();
      const approval = await deps.getApproval(id);
      const change = renewLink({ approval, email: visit?.link.email, now });
      if (change.effects.length > 0) await deps.commit(change, now);
    });
  } catch (error) {
    // That there is nothing to send is nobody's to know; that nothing can be sent now is.
    if (!(error instanceof Refusal) || error.status >= 500) throw error;
  }
  return sent;
}

/** "This was not me": stops the move while it cools off; at any other time the page only says whom to tell. */
export async function answerNotMe(deps: Deps, { visit, locale }: Posted): Promise<Page> {
  const { approval, link } = visit;
  if (approval.status !== 'decided' || approval.moveId === undefined) return pageOf(deps, visit, locale);
  const moveId = approval.moveId;
  await decideAgain(async () => {
    const now = deps.now();
    const move = await deps.getMove(moveId);
    if (move.status !== 'coolingOff' || move.stopped !== undefined) return;
    const reason = { why: 'notMine' as const, post: link.post, approvalId: approval.id };
    await deps.commit(stopByCommand({ move, by: link.post, reason, now }), now);
  });
  const { status } = await deps.getMove(moveId);
  if (status !== 'coolingOff' && status !== 'rejected') return pageOf(deps, visit, locale);
  return { status: 200, html: renderNotMe({ approval, locale }) };
}
