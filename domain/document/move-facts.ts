import { amountInWords } from '../amount-words.ts';
import { formatCount, formatExactDong } from '../format.ts';
import type { ProjectId } from '../ids.ts';
import type { LedgerEntry } from '../ledger.ts';
import { type Dong, sumDong } from '../money.ts';
import type { Move, MoveLine } from '../move.ts';
import type { Office } from '../office.ts';
import type { Project } from '../project.ts';
import type { Instant } from '../time.ts';

/** What the papers of a move are made from: the move, every project of its lines with its owner, and what is in the ledger. */
export type MoveFile = {
  readonly move: Move;
  readonly projects: readonly Project[];
  /** Owners of the projects and offices of the appraisal; one that is not here stands as its id. */
  readonly offices: readonly Office[];
  /** Entries of the move, if it was posted; entries of other moves are left alone. */
  readonly entries: readonly LedgerEntry[];
  readonly now: Instant;
};

/** A line of the appendix: the plan of a project before and after the move (đồng). */
export type PlanChange = {
  readonly line: MoveLine;
  readonly project: Project;
  readonly owner: string;
  readonly before: number;
  readonly after: number;
};

export function officeName(offices: readonly Office[], id: Office['id']): string {
  return offices.find((office) => office.id === id)?.name.vi ?? id;
}

export function totalOf(lines: readonly MoveLine[]): Dong {
  return sumDong(lines.map(({ amount }) => amount));
}

/** A move in the ledger changed the plan to what its entry says; before that the change is still ahead. */
function changeOf(line: MoveLine, sign: 1 | -1, file: MoveFile): PlanChange {
  const project = file.projects.find(({ id }) => id === line.projectId);
  if (project === undefined) throw new Error(`project ${line.projectId} was not read`);
  const entry = file.entries.find(
    ({ moveId, projectId, reversal }) => moveId === file.move.id && projectId === line.projectId && !reversal,
  );
  const before = entry === undefined ? project.capital.planned : entry.balance - sign * line.amount;
  const owner = officeName(file.offices, project.owner);
  return { line, project, owner, before, after: before + sign * line.amount };
}

export function planChanges(file: MoveFile): {
  readonly donors: readonly PlanChange[];
  readonly recipients: readonly PlanChange[];
} {
  return {
    donors: file.move.donors.map((line) => changeOf(line, -1, file)),
    recipients: file.move.recipients.map((line) => changeOf(line, 1, file)),
  };
}

/** Ids of all projects that a move names, once each. */
export function projectsOfMove(move: Pick<Move, 'donors' | 'recipients'>): ProjectId[] {
  return [...new Set([...move.donors, ...move.recipients].map(({ projectId }) => projectId))];
}

/** "6.800.000.000.000 đồng (bằng chữ: sáu nghìn tám trăm tỷ đồng chẵn)". */
export function figuresAndWords(amount: Dong): string {
  return `${formatExactDong(amount, 'vi')} (bằng chữ: ${amountInWords(amount, 'vi')})`;
}

/** Two digits below ten, as documents count: "01 dự án". */
export function counted(count: number): string {
  return count < 10 ? `0${count}` : formatCount(count, 'vi');
}

const WARNING = 'Có số liệu minh họa: bản này để xem thử, chưa dùng để trình ký.';

/** What stands at the foot of a document with made-up figures. */
export function warningOf(projects: readonly Project[]): string | null {
  const made = projects.some(
    ({ provenance, capital }) =>
      provenance.kind === 'illustrative' || capital.provenance.kind === 'illustrative',
  );
  return made ? WARNING : null;
}
