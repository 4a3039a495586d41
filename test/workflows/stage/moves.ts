import type { LedgerEntry } from '#domain/ledger.ts';
import type { Move } from '#domain/move.ts';
import type { Project } from '#domain/project.ts';
import type { Stage } from '../stage.ts';
import { diligent, type Habit, workThroughMail } from './officials.ts';

/** Everybody works as the diligent do, up to the first ask of one of these kinds, which waits. */
export function until(...kinds: readonly string[]): Habit {
  return (approval, stage) => (kinds.includes(approval.kind) ? 'wait' : diligent(approval, stage));
}

/** A case whose move has come to where this kind of ask waits for an answer. */
export async function bringTo(stage: Stage, kind: string): Promise<Stage> {
  await workThroughMail(stage, until(kind));
  return stage;
}

export async function ledgerOf(stage: Stage, project: Project): Promise<readonly LedgerEntry[]> {
  return (await stage.back.deps.ledgerOf(project.id, { limit: 200 })).items;
}

/** The projects of every line of the move, as they stand. */
export function projectsOf(stage: Stage, { donors, recipients }: Move): Promise<readonly Project[]> {
  return stage.back.deps.getProjects([...donors, ...recipients].map(({ projectId }) => projectId));
}

/** All that is planned, over all groups (đồng). */
export async function plannedInAll(stage: Stage): Promise<number> {
  const totals = await stage.back.deps.capitalTotals(2024);
  return totals.reduce((sum, { planned }) => sum + planned, 0);
}

/**
 * What is wrong with the ledgers of these projects: an entry whose balance does not follow from the one before, a plan that
 * is not the last balance, or one below what was spent. Nothing, when all is well.
 */
export async function flawsOf(
  stage: Stage,
  projects: readonly Project[],
  before: (project: Project) => number,
): Promise<string[]> {
  const flaws: string[] = [];
  for (const project of projects) {
    const { planned, disbursed } = project.capital;
    let balance = before(project);
    for (const { side, amount, balance: noted } of await ledgerOf(stage, project)) {
      balance = side === 'credit' ? balance + amount : balance - amount;
      if (noted !== balance) flaws.push(`${project.id}: ${noted} is noted where ${balance} follows`);
    }
    if (planned !== balance)
      flaws.push(`${project.id}: ${planned} is planned where the ledger says ${balance}`);
    if (planned < disbursed) flaws.push(`${project.id}: ${planned} is planned below ${disbursed} spent`);
  }
  return flaws;
}
