import type * as z from 'zod';
import type { MoveId, ProjectId } from '#domain/ids.ts';
import type { Move } from '#domain/move.ts';
import { assertSeen, draftByHand, planYearOf } from '#domain/move-command.ts';
import { linesHashOf, release } from '#domain/move-lines.ts';
import { redraftMove } from '#domain/move-propose.ts';
import { checkMove } from '#domain/move-rules.ts';
import { localDateOf } from '#domain/time.ts';
import { decideAgain } from '../again.ts';
import type { CAPITAL_ENDPOINTS } from '../api/contract-capital.ts';
import type { MOVE_ENDPOINTS } from '../api/contract-moves.ts';
import { type Caller, officeOf } from '../caller.ts';
import { problemView } from '../move-view.ts';
import type { Deps } from './deps.ts';

type Draft = z.output<typeof CAPITAL_ENDPOINTS.draftMove.body>;
type Typed = z.output<typeof MOVE_ENDPOINTS.checkDraft.body>;
type Lines = Pick<Typed, 'donors' | 'recipients'>;

const idsOf = ({
  donors,
  recipients,
}: { readonly [side in keyof Lines]: readonly { projectId: ProjectId }[] }) =>
  [...donors, ...recipients].map(({ projectId }) => projectId);

export async function draft(deps: Deps, body: Draft, caller: Caller): Promise<Move> {
  const { donors, recipients, reason, seen } = body;
  const by = officeOf(caller);
  return decideAgain(async () => {
    const now = deps.now();
    const today = localDateOf(now);
    const [projects, ladder, rules] = await Promise.all([
      deps.findProjects(idsOf(body)),
      deps.latestLadder(today),
      deps.latestRules(today),
    ]);
    const id = await deps.nextMoveId(Number(today.slice(0, 4)));
    const lines = { donors, recipients, reason, projects, ...(seen === undefined ? {} : { seen }) };
    await deps.commit(draftByHand({ id, by, ...lines, ladder, rules, now }), now);
    return deps.getMove(id);
  });
}

/** New lines for a move that was not submitted yet; every ask about the old ones is taken back. */
export async function redraft(
  deps: Deps,
  moveId: MoveId,
  call: { body: Draft; caller: Caller },
): Promise<Move> {
  const { body, caller } = call;
  const by = officeOf(caller);
  return decideAgain(async () => {
    const now = deps.now();
    const today = localDateOf(now);
    const move = await deps.getMove(moveId);
    const [projects, ladder, rules, asks] = await Promise.all([
      deps.findProjects([...idsOf(move), ...idsOf(body)]),
      deps.latestLadder(today),
      deps.latestRules(today),
      deps.approvalsOfMove(moveId),
    ]);
    const { donors, recipients, reason, seen = [] } = body;
    assertSeen(seen, { donors, recipients, projects });
    const open = asks.flatMap((ask) => (ask.status === 'open' ? [ask] : []));
    const { offices } = ladder;
    const change = redraftMove({ move, by, donors, recipients, reason, projects, open, offices, rules, now });
    await deps.commit(change, now);
    return deps.getMove(moveId);
  });
}

/** What the rules say to lines that somebody is typing. */
export async function check(deps: Deps, { moveId, donors, recipients }: Typed) {
  const asOf = deps.now();
  const today = localDateOf(asOf);
  const own = moveId === undefined ? undefined : await deps.getMove(moveId);
  const [known, rules] = await Promise.all([
    deps.findProjects([...(own === undefined ? [] : idsOf(own)), ...idsOf({ donors, recipients })]),
    deps.latestRules(today),
  ]);
  const projects = own === undefined ? known : release(known, own);
  const planYear = own?.planYear ?? planYearOf({ donors, projects, now: asOf });
  const move = { planYear, donors, recipients };
  const problems = checkMove({ move, projects, rules, today });
  const sumOf = (lines: Lines['donors']) => lines.reduce((sum, { amount }) => sum + amount, 0);
  const whole = [...donors, ...recipients].every(({ amount }) => Number.isSafeInteger(amount));
  return {
    asOf,
    out: sumOf(donors),
    in: sumOf(recipients),
    problems: problems.map((problem) => ({ ...problemView(problem), source: problem.source.title })),
    linesHash: whole ? linesHashOf(move) : null,
  };
}
