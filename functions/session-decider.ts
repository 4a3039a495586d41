import type { Decider } from '#domain/approval-decide.ts';
import { Refusal } from '#domain/errors.ts';
import { memberActing } from '#domain/office-members.ts';
import { type Caller, officeOf } from './caller.ts';
import type { State } from './state.ts';

/**
 * The decider that a session stands for: the member of the caller's own office with the caller's address, as the directory
 * has it now. Refuses `auth.forbidden` for an account without an office, and for somebody who is not (or no longer) of it.
 */
export async function sessionDecider(
  deps: Pick<State, 'getOffice' | 'now'>,
  caller: Caller,
): Promise<Decider> {
  const office = await deps.getOffice(officeOf(caller));
  const member = memberActing(office, caller.email, deps.now());
  if (member === null) throw new Refusal('auth.forbidden', { office: office.id });
  return { ...member, office: office.id, auth: 'session' };
}
