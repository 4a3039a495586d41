import * as z from 'zod';
import { Blocker } from '../domain/blocker.ts';
import { BlockerId, ProjectId } from '../domain/ids.ts';
import { Project } from '../domain/project.ts';
import type { Provenance } from '../domain/text.ts';
import { DAY_MS, epochMs, Instant, instantOf } from '../domain/time.ts';
import { localized, Pair } from './localized.ts';
import absorbingData from './projects-absorbing.json' with { type: 'json' };
import cityData from './projects-blocked-city.json' with { type: 'json' };
import districtData from './projects-blocked-district.json' with { type: 'json' };
import illustrativeData1 from './projects-blocked-illustrative-1.json' with { type: 'json' };
import illustrativeData2 from './projects-blocked-illustrative-2.json' with { type: 'json' };
import transportData from './projects-blocked-transport.json' with { type: 'json' };
import { Ty } from './report.ts';
import { spendingOf } from './spending.ts';

const AS_OF = '2024-10-08';
const PLAN_YEAR = 2024;
/** Reports came in during the working day before, a few minutes apart. */
const FIRST_REPORT = Instant.parse('2024-10-07T01:00:00.000Z');
const REPORT_EVERY_MS = DAY_MS / 180;

const Row = z.object({
  key: z.string(),
  name: Pair,
  group: z.string(),
  owner: z.string(),
  units: z.tuple([z.string()], z.string()),
  /** Planned, disbursed, absorbable. */
  capital: z.tuple([Ty, Ty, Ty]),
  /** Which of the three figures stand in which source; without it all three are illustrative. */
  capitalSource: z.string().optional(),
  totalInvestment: Ty.optional(),
  totalNote: z.string().optional(),
  compensationCost: Ty.optional(),
  budgetSource: z.string().default('city'),
  source: z.string().optional(),
  blocker: z
    .object({
      category: z.string(),
      authorityLevel: z.string(),
      cause: z.string(),
      description: z.string(),
      request: z.string(),
      requestBy: z.string(),
      householdsLeft: z.int().optional(),
      householdsSource: z.string().optional(),
    })
    .optional(),
});
type Row = z.infer<typeof Row>;

/** A blocked project and what blocks it. */
export type Blocked = { readonly project: Project; readonly blocker: Blocker };

function provenanceOf(source: string | undefined, note: string): Provenance {
  return source === undefined ? { kind: 'illustrative', note } : { kind: 'source', source, asOf: AS_OF };
}

function projectOf(row: Row): Project {
  const [planned, disbursed, absorbable] = row.capital;
  const { group, owner, units, totalInvestment, totalNote, compensationCost, budgetSource } = row;
  const source = totalNote === undefined ? row.source : `${row.source ?? ''} (TMĐT ${totalNote})`;
  return Project.parse({
    id: ProjectId.parse(`DA-${row.key}`),
    name: localized(row.name),
    group,
    owner,
    reporter: `district-reporter-${units[0]}`,
    units,
    capital: {
      planYear: PLAN_YEAR,
      planned,
      disbursed,
      absorbable,
      asOf: AS_OF,
      provenance: provenanceOf(
        row.capitalSource,
        'Kế hoạch vốn 2024 của dự án không được công bố: số minh họa, khớp tổng của nhóm trong báo cáo 08/10/2024',
      ),
    },
    totalInvestment,
    compensationCost,
    budgetSource,
    spending: spendingOf(row.key, disbursed),
    inMediumTermPlan: true,
    proceduresComplete: true,
    closed: false,
    provenance: provenanceOf(source, 'Dự án minh họa, không có trong báo cáo nào'),
    ledgerCount: 0,
    version: 0,
  });
}

function blockerNote({ source, blocker }: Row): string {
  const cause = source === undefined ? 'Vướng mắc minh họa' : `Lời văn minh họa; nguyên nhân theo ${source}`;
  const households =
    blocker?.householdsLeft === undefined ? '' : `; số hộ: ${blocker.householdsSource ?? 'minh họa'}`;
  return `${cause}${households}`;
}

function blockedOf(row: Row, index: number): Blocked {
  const project = projectOf(row);
  const { householdsSource: _, ...report } = row.blocker ?? {};
  const blocker = Blocker.parse({
    ...report,
    id: BlockerId.parse(`VM-${row.key}`),
    projectId: project.id,
    reportedBy: project.reporter,
    reportedAt: instantOf(epochMs(FIRST_REPORT) + index * REPORT_EVERY_MS),
    provenance: { kind: 'illustrative', note: blockerNote(row) },
  });
  return { project, blocker };
}

const rowsOf = (...files: { projects: unknown[] }[]) =>
  z.array(Row).parse(files.flatMap(({ projects }) => projects));

/**
 * The sample's 57 blocked projects, flood control first: 37 that the press reported as blocked or slow, 20 made up. It is
 * NOT the official list of the 57, which was never published.
 */
export const blocked: readonly Blocked[] = rowsOf(
  cityData,
  transportData,
  districtData,
  illustrativeData1,
  illustrativeData2,
).map(blockedOf);

/** Projects that are not blocked; those with headroom can take what lies idle elsewhere. */
export const absorbing: readonly Project[] = rowsOf(absorbingData).map(projectOf);
