import type * as z from 'zod';
import { heldBackInBulk } from '#domain/case-bulk.ts';
import { heldOf } from '#domain/case-why.ts';
import { Refusal } from '#domain/errors.ts';
import type { CaseId, OfficeId } from '#domain/ids.ts';
import { sayRefusal } from '#domain/messages.ts';
import { decideAgain } from '../again.ts';
import type { BulkItem } from '../api/contract-queue.ts';
import { QUEUE_ENDPOINTS } from '../api/contract-queue.ts';
import { officeOf } from '../caller.ts';
import { type Command, decideCommand } from '../case-command/decisions.ts';
import { httpFunction, route } from '../http.ts';
import { type Deps, dependencies } from './deps.ts';

type Body = z.output<typeof QUEUE_ENDPOINTS.actOnCases.body>;

/** Cases decided at the same time: their reads and transactions meet on no record. */
const ABREAST = 5;

function commandFor({ command }: Body, caseId: CaseId): Command {
  if (command.act === 'reassign') return command;
  return { act: 'urge', confirmed: command.again.includes(caseId) };
}

function refused(
  base: Pick<BulkItem, 'caseId' | 'projectName' | 'holderName' | 'atRisk'>,
  refusal: Refusal,
): BulkItem {
  const { code, details } = refusal;
  const words = { vi: sayRefusal('vi', { code, details }), en: sayRefusal('en', { code, details }) };
  return { ...base, result: code === 'approval.urgedToday' ? 'confirm' : 'refused', code, words };
}

/** What the command does to one case, or why it does nothing; a dry run decides the same and writes nothing. */
async function actOn(deps: Deps, body: Body, caseId: CaseId, by: OfficeId): Promise<BulkItem> {
  let base: Omit<BulkItem, 'result' | 'code' | 'words'> = {
    caseId,
    projectName: null,
    holderName: null,
    atRisk: null,
  };
  const nothing = { code: null, words: null };
  try {
    return await decideAgain(async (): Promise<BulkItem> => {
      const now = deps.now();
      const record = await deps.getCase(caseId);
      const { projectName, atRisk } = record;
      base = { caseId, projectName, atRisk, holderName: heldOf(record)?.holderName ?? null };
      const { change, openApprovals } = await decideCommand(deps, record, commandFor(body, caseId), {
        by,
        now,
      });
      if (body.command.act === 'reassign' && openApprovals.some(heldBackInBulk)) {
        return { ...base, ...nothing, result: 'heldBack' };
      }
      if (change.cases.length + change.approvals.length === 0)
        return { ...base, ...nothing, result: 'unchanged' };
      if (!body.dryRun) await deps.commit(change, now);
      return { ...base, ...nothing, result: body.dryRun ? 'would' : 'done' };
    });
  } catch (error) {
    if (error instanceof Refusal) return refused(base, error);
    throw error;
  }
}

export const queueCommandRoutes = [
  route(QUEUE_ENDPOINTS.actOnCases, async (deps: Deps, { body, caller }) => {
    const by = officeOf(caller);
    const cases = [...new Set(body.cases)];
    const found = new Map<CaseId, BulkItem>();
    const queue = cases.values();
    const work = async (): Promise<void> => {
      for (const caseId of queue) found.set(caseId, await actOn(deps, body, caseId, by));
    };
    await Promise.all(Array.from({ length: ABREAST }, work));
    return { asOf: deps.now(), dryRun: body.dryRun, items: cases.flatMap((id) => found.get(id) ?? []) };
  }),
];

export const handler = httpFunction('queue-command', queueCommandRoutes, dependencies);
