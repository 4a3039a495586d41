import * as z from 'zod';
import type { Instant, LocalDate } from '../time.ts';
import { instantAt } from '../time.ts';
import { PublicBlocker, PublicMove, type PublicProject } from './open-data.ts';

/**
 * Open Contracting for Infrastructure Data Standard 0.9.5 (https://standard.open-contracting.org/infrastructure/0.9/en/).
 * What the standard has no words for stands in the extension: the blockers of a project with their escalation, and the
 * moves of its capital. The prefix of the ids is not registered with the standard's keepers yet.
 */
const VERSION = '0.9';
const PREFIX = 'oc4ids-khoithong';
export const LICENCE = 'https://creativecommons.org/licenses/by/4.0/';

/** The extension, by the names of its fields; served as JSON Schema beside the data. */
export const Oc4idsExtension = z.object({
  blockers: z
    .array(PublicBlocker.omit({ projectId: true }))
    .describe('Blockers (vướng mắc) with their cases'),
  escalation: z
    .array(z.object({ caseId: z.string(), rung: z.int(), of: z.int() }))
    .describe('How high open cases have climbed: rung 1 is the project owner, 6 the Standing Committee'),
  capitalMoves: z
    .array(PublicMove.omit({ donors: true, recipients: true }).extend({ change: z.int() }))
    .describe('Moves of capital that name the project; `change` in đồng, negative where it gives'),
});

export type PackageArgs = {
  readonly projects: readonly PublicProject[];
  readonly blockers: readonly PublicBlocker[];
  readonly moves: readonly PublicMove[];
  /** Where the package can be had. */
  readonly uri: string;
  readonly now: Instant;
};

const RUNGS = 6;
const value = (amount: number) => ({ amount, currency: 'VND' });
/** The standard wants an instant where only a day is known: its first moment in Vietnam. */
const dayOf = (date: LocalDate): Instant => instantAt(date, '00:00');

function changeIn(move: PublicMove, id: PublicProject['id']): number {
  const sum = (lines: PublicMove['donors']) =>
    lines
      .filter(({ projectId }) => projectId === id)
      .reduce((total, { amount }) => total + Number(amount), 0);
  return sum(move.recipients) - sum(move.donors);
}

function extensionOf(project: PublicProject, { blockers, moves }: PackageArgs) {
  const own = blockers.filter(({ projectId }) => projectId === project.id);
  const moved = moves
    .map((move) => ({ move, change: changeIn(move, project.id) }))
    .filter(({ change }) => change !== 0);
  return {
    blockers: own.map((blocker) => {
      const { projectId: _itsOwn, ...said } = blocker;
      return said;
    }),
    escalation: own.flatMap(({ caseId, rung }) =>
      caseId === null || rung === null ? [] : [{ caseId, rung, of: RUNGS }],
    ),
    capitalMoves: moved.map(({ move, change }) => {
      const { donors: _donors, recipients: _recipients, ...said } = move;
      return { ...said, change };
    }),
  };
}

/** A plan that was changed by a decision: the document that says so. */
function documentsOf(project: PublicProject, { moves }: PackageArgs) {
  const decided = moves.flatMap((move) =>
    move.decision === null || changeIn(move, project.id) === 0 ? [] : [{ move, decision: move.decision }],
  );
  return decided.map(({ move, decision }) => ({
    id: move.id,
    documentType: 'budgetAmendmentApproval',
    title: `${decision.number} (${decision.issuer})`,
    datePublished: dayOf(decision.issuedOn),
    language: 'vi',
  }));
}

/** Milestones are the ends of cases: cleared is met, closed otherwise is not. */
function milestonesOf(project: PublicProject, { blockers }: PackageArgs) {
  return blockers
    .filter(({ projectId, caseId }) => projectId === project.id && caseId !== null)
    .map(({ caseId, category, status, closedOn }) => {
      const ended = closedOn === null ? 'scheduled' : 'notMet';
      return {
        id: String(caseId),
        title: `Tháo gỡ vướng mắc ${category}`,
        type: 'approval',
        status: status === 'cleared' ? 'met' : ended,
        ...(status === 'cleared' && closedOn !== null ? { dateMet: dayOf(closedOn) } : {}),
      };
    });
}

/** The standard takes no empty lists. */
function listed<Name extends string, T>(name: Name, items: readonly T[]) {
  return items.length === 0 ? {} : { [name]: items };
}

function projectOf(project: PublicProject, args: PackageArgs) {
  const { id, name, ownerName, units, planYear, planned, disbursed, totalInvestment, closed } = project;
  const ownerId = `${PREFIX}-owner-${ownerName}`;
  const period = {
    startDate: `${planYear}-01-01T00:00:00+07:00`,
    endDate: `${planYear + 1}-01-31T23:59:59+07:00`,
  };
  return {
    id: `${PREFIX}-${id}`,
    updated: dayOf(project.asOf),
    language: 'vi',
    identifiers: [{ id, scheme: 'KhoiThong' }],
    title: name.vi,
    description: name.en,
    status: closed ? 'completion' : 'implementation',
    publicAuthority: { id: ownerId, name: ownerName },
    parties: [{ id: ownerId, name: ownerName, roles: ['publicAuthority'] }],
    locations: units.map((unit) => ({ id: unit.code, description: unit.name })),
    budget: {
      ...(totalInvestment === null ? {} : { amount: value(totalInvestment) }),
      budgetBreakdowns: [
        {
          id: `plan-${planYear}`,
          description: `Kế hoạch vốn năm ${planYear}`,
          budgetBreakdown: [{ id: `plan-${planYear}`, amount: value(planned), period }],
        },
      ],
    },
    metrics: [
      {
        id: 'financialProgress',
        title: 'Giải ngân lũy kế',
        observations: [
          { id: project.asOf, value: value(disbursed), period: { endDate: dayOf(project.asOf) } },
        ],
      },
    ],
    ...listed('milestones', milestonesOf(project, args)),
    ...listed('documents', documentsOf(project, args)),
    ...extensionOf(project, args),
  };
}

/** The project package of all projects. */
export function projectPackage(args: PackageArgs) {
  return {
    uri: args.uri,
    version: VERSION,
    publishedDate: args.now,
    publisher: { name: 'Ủy ban nhân dân Thành phố Hồ Chí Minh', scheme: 'VN-GOV', uid: '79' },
    license: LICENCE,
    publicationPolicy: `${new URL('/cong-khai', args.uri)}`,
    projects: args.projects.map((project) => projectOf(project, args)),
  };
}
