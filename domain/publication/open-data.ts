import * as z from 'zod';
import { AuthorityLevel, type Blocker, BlockerCategory } from '../blocker.ts';
import { headroomOf, idleOf, remainingOf } from '../capital-figures.ts';
import type { Case } from '../case.ts';
import { CASE_STATUSES } from '../case-statuses.ts';
import { heldOf } from '../case-why.ts';
import { BlockerId, CaseId, MoveId, ProjectId, UnitCode } from '../ids.ts';
import { Dong } from '../money.ts';
import type { Move } from '../move.ts';
import { type Project, ProjectGroup } from '../project.ts';
import { Localized } from '../text.ts';
import { LocalDate, localDateOf } from '../time.ts';

/**
 * What the city publishes. Nothing that somebody typed in free text is in it (descriptions, reasons, comments can hold
 * names), no post that is late, no address: codes, counts, amounts in đồng, days.
 */
const provenance = { illustrative: z.boolean(), source: z.string() } as const;

export const PublicProject = z.object({
  id: ProjectId,
  name: Localized,
  group: ProjectGroup,
  ownerName: z.string(),
  units: z.array(z.object({ code: UnitCode, name: z.string() })),
  budgetSource: z.enum(['city', 'central', 'oda']),
  totalInvestment: Dong.nullable(),
  planYear: z.int(),
  planned: Dong,
  disbursed: Dong,
  remaining: Dong,
  absorbable: Dong,
  idle: Dong,
  headroom: Dong,
  asOf: LocalDate,
  closed: z.boolean(),
  ...provenance,
});
export type PublicProject = z.infer<typeof PublicProject>;

export const PUBLIC_CASE_STATUSES = ['notOpened', ...CASE_STATUSES] as const;

/** A blocker with how its case stands; the rung says how high it has climbed, not who is asked. */
export const PublicBlocker = z.object({
  id: BlockerId,
  projectId: ProjectId,
  category: BlockerCategory,
  authorityLevel: AuthorityLevel,
  cause: z.enum(['subjective', 'objective']),
  householdsLeft: z.int().nonnegative().nullable(),
  reportedOn: LocalDate,
  caseId: CaseId.nullable(),
  status: z.enum(PUBLIC_CASE_STATUSES),
  rung: z.int().nullable(),
  closedOn: LocalDate.nullable(),
  ...provenance,
});
export type PublicBlocker = z.infer<typeof PublicBlocker>;

const line = z.object({ projectId: ProjectId, name: Localized, amount: Dong });
const document = z.object({ number: z.string(), issuedOn: LocalDate, issuer: z.string() });
export const PublicMove = z.object({
  id: MoveId,
  caseId: CaseId.nullable(),
  planYear: z.int(),
  status: z.string(),
  draftedOn: LocalDate,
  donors: z.array(line),
  recipients: z.array(line),
  resolution: document.nullable(),
  decision: document.nullable(),
  committedOn: LocalDate.nullable(),
});
export type PublicMove = z.infer<typeof PublicMove>;

type Provenances = Pick<Project, 'provenance'>['provenance'];

function originOf(...all: readonly Provenances[]): { illustrative: boolean; source: string } {
  const sources = all.flatMap((each) => (each.kind === 'source' ? [each.source] : []));
  return {
    illustrative: all.some(({ kind }) => kind === 'illustrative'),
    source: [...new Set(sources)].join('; '),
  };
}

export type Names = { readonly ownerName: string; readonly unitName: (code: UnitCode) => string };

export function publicProject(project: Project, { ownerName, unitName }: Names): PublicProject {
  const { id, name, group, units, budgetSource, capital, closed, totalInvestment = null } = project;
  const { planYear, planned, disbursed, absorbable, asOf } = capital;
  return {
    id,
    name,
    group,
    ownerName,
    units: units.map((code) => ({ code, name: unitName(code) })),
    budgetSource,
    totalInvestment,
    planYear,
    planned,
    disbursed,
    remaining: remainingOf(capital),
    absorbable,
    idle: idleOf(capital),
    headroom: headroomOf(project),
    asOf,
    closed,
    ...originOf(project.provenance, capital.provenance),
  };
}

/** `record` is null while nobody has opened its case. */
export function publicBlocker(blocker: Blocker, record: Case | null): PublicBlocker {
  const { id, projectId, category, authorityLevel, cause, householdsLeft = null, reportedAt } = blocker;
  const closedOn = record !== null && 'closedAt' in record ? localDateOf(record.closedAt) : null;
  return {
    id,
    projectId,
    category,
    authorityLevel,
    cause,
    householdsLeft,
    reportedOn: localDateOf(reportedAt),
    caseId: record?.id ?? null,
    status: record?.status ?? 'notOpened',
    rung: record === null ? null : (heldOf(record)?.rung ?? null),
    closedOn,
    ...originOf(blocker.provenance),
  };
}

const linesOf = (lines: Move['donors']) =>
  lines.map(({ projectId, projectName, amount }) => ({ projectId, name: projectName, amount }));

export function publicMove(move: Move): PublicMove {
  const { id, caseId = null, planYear, status, draftedAt, donors, recipients } = move;
  return {
    id,
    caseId,
    planYear,
    status,
    draftedOn: localDateOf(draftedAt),
    donors: linesOf(donors),
    recipients: linesOf(recipients),
    resolution: 'resolution' in move ? move.resolution : null,
    decision: 'committeeDecision' in move ? move.committeeDecision : null,
    committedOn: 'committedAt' in move ? localDateOf(move.committedAt) : null,
  };
}
