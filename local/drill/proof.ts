/** Holds what the product says happened against what the officials did, and proves the sums. */
import { calendar } from '#seeds/index.ts';
import type { DrillApi, ReceiptJson } from './api.ts';
import type { Deeds } from './rehearsal.ts';

const DAY_MS = 86_400_000;
const VIETNAM_MS = 7 * 3_600_000;

/** The object that `npm run drill -- --json` prints last; amounts in đồng. */
export type Outcome = {
  readonly projects: number;
  readonly cases: Record<'opened' | 'cleared' | 'reallocated' | 'outOfScope' | 'open', number>;
  readonly approvals: Record<'asked' | 'decided' | 'expired', number>;
  readonly escalations: Record<'districtSecretary' | 'department' | 'chairman' | 'standingCommittee', number>;
  readonly mails: Record<'sent' | 'clicked', number>;
  readonly capital: { readonly moved: number; readonly committedMoves: number; readonly conserved: boolean };
  readonly decisions: Record<'accepted' | 'effective' | 'lost' | 'doubled', number>;
  readonly simulatedWorkingDays: number;
  readonly wallSeconds: number;
};

/** Plans of all projects by id, before anything moved. */
export type OpeningPlans = ReadonlyMap<string, number>;

export async function openingPlans(api: DrillApi): Promise<OpeningPlans> {
  return new Map((await api.projects()).map(({ id, capital }) => [id, capital.planned]));
}

async function casesOf(api: DrillApi) {
  const [open, paused, closed] = await Promise.all([
    api.cases('open'),
    api.cases('paused'),
    api.cases('closed'),
  ]);
  const all = [...open, ...paused, ...closed];
  const count = (status: string) => closed.filter((each) => each.status === status).length;
  return {
    all,
    counts: {
      opened: all.length,
      cleared: count('cleared'),
      reallocated: count('reallocated'),
      outOfScope: count('outOfScope'),
      open: open.length + paused.length,
    },
  };
}

/** Every move's lines sum to zero, every ledger replays to its project's plan, and the sum of all plans is unchanged. */
async function capitalOf(api: DrillApi, opening: OpeningPlans) {
  const [moves, projects] = await Promise.all([api.moves(), api.projects()]);
  const committed = moves.filter(({ status }) => status === 'committed');
  const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
  const balanced = committed.every(
    ({ donors, recipients }) =>
      sum(donors.map(({ amount }) => amount)) === sum(recipients.map(({ amount }) => amount)),
  );
  const replayed = await Promise.all(
    projects
      .filter(({ ledgerCount }) => ledgerCount > 0)
      .map(async ({ id, capital, ledgerCount }) => {
        const entries = await api.entriesOf(id);
        const steps = entries.map(({ side, amount }) => (side === 'credit' ? amount : -amount));
        const total = (opening.get(id) ?? Number.NaN) + sum(steps);
        return (
          entries.length === ledgerCount && total === capital.planned && capital.planned >= capital.disbursed
        );
      }),
  );
  const before = sum([...opening.values()]);
  const after = sum(projects.map(({ capital }) => capital.planned));
  return {
    moved: sum(committed.flatMap(({ donors }) => donors.map(({ amount }) => amount))),
    committedMoves: committed.length,
    conserved: balanced && replayed.every(Boolean) && before === after && opening.size === projects.length,
  };
}

function decisionsOf(receipts: readonly ReceiptJson[], { accepted }: Deeds) {
  const recorded = receipts.filter(({ type }) => type === 'decisionRecorded');
  const final = recorded.filter(({ details }) => details['outcome'] !== 'forward');
  const times = new Map<string, number>();
  for (const { approvalId = '' } of final) times.set(approvalId, (times.get(approvalId) ?? 0) + 1);
  const lost = [...accepted].filter(
    ([approvalId, outcome]) =>
      !final.some((each) => each.approvalId === approvalId && each.details['outcome'] === outcome),
  );
  const doubled = [...times.values()].reduce((sum, count) => sum + count - 1, 0);
  return { accepted: accepted.size, effective: times.size, lost: lost.length, doubled };
}

function escalationsOf(receipts: readonly ReceiptJson[]): Outcome['escalations'] {
  const to = (rung: number) =>
    receipts.filter(({ type, details }) => type === 'caseEscalated' && details['to'] === rung).length;
  return { districtSecretary: to(3), department: to(4), chairman: to(5), standingCommittee: to(6) };
}

/** Working days after the day of `from` up to the day of `to` (epoch ms), by the calendar of the sample. */
export function workingDaysBetween(from: number, to: number): number {
  const days = calendar.years.flatMap(({ off, worked }) => [
    ...off.map(({ date }) => [String(date), false] as const),
    ...worked.map(({ date }) => [String(date), true] as const),
  ]);
  const known = new Map(days);
  const dayOf = (at: number) => Math.floor((at + VIETNAM_MS) / DAY_MS);
  let count = 0;
  for (let day = dayOf(from) + 1; day <= dayOf(to); day += 1) {
    const date = new Date(day * DAY_MS);
    const weekday = date.getUTCDay() > 0 && date.getUTCDay() < 6;
    if (known.get(date.toISOString().slice(0, 10)) ?? weekday) count += 1;
  }
  return count;
}

export type ProofParts = {
  readonly api: DrillApi;
  readonly deeds: Deeds;
  readonly opening: OpeningPlans;
  readonly projects: number;
  readonly mailsSent: number;
  /** Epoch ms of the host's clock. */
  readonly from: number;
  readonly to: number;
  readonly wallMs: number;
};

/** Reads everything back through the API and counts. */
export async function prove(parts: ProofParts): Promise<Outcome> {
  const { api, deeds, opening } = parts;
  const { all, counts } = await casesOf(api);
  const moves = await api.moves();
  const receipts: ReceiptJson[] = [];
  for (const { id } of all) receipts.push(...(await api.receiptsOfCase(id)));
  for (const { id } of moves) receipts.push(...(await api.receiptsOfMove(id)));
  const happened = (type: string) => receipts.filter((receipt) => receipt.type === type).length;
  const decisions = decisionsOf(receipts, deeds);
  return {
    projects: parts.projects,
    cases: counts,
    approvals: {
      asked: happened('approvalAsked'),
      decided: decisions.effective,
      expired: happened('approvalExpired'),
    },
    escalations: escalationsOf(receipts),
    mails: { sent: parts.mailsSent, clicked: deeds.clicked },
    capital: await capitalOf(api, opening),
    decisions,
    simulatedWorkingDays: workingDaysBetween(parts.from, parts.to),
    wallSeconds: Math.round(parts.wallMs / 100) / 10,
  };
}

/** What is wrong with an outcome, one line each; a rehearsal with any of them has failed. */
export function faultsOf(outcome: Outcome, deeds: Deeds): string[] {
  const { cases, decisions, capital, projects } = outcome;
  const ended = cases.cleared + cases.reallocated + cases.outOfScope + cases.open;
  return [
    ...(cases.opened === projects ? [] : [`${projects} blocked projects, but ${cases.opened} cases`]),
    ...(ended === cases.opened ? [] : ['the cases do not add up']),
    ...(cases.open === 0 ? [] : [`${cases.open} cases are still open`]),
    ...(decisions.lost === 0 ? [] : [`${decisions.lost} accepted decisions are lost`]),
    ...(decisions.doubled === 0 ? [] : [`${decisions.doubled} decisions count twice`]),
    ...(capital.conserved ? [] : ['the capital is not conserved']),
    ...(capital.moved >= 6_800_000_000_000 ? [] : ['the 6,800 tỷ of flood control did not move']),
    ...deeds.refused.map((refusal) => `an official was refused: ${refusal}`),
  ];
}
