import type { Blocker } from '../domain/blocker.ts';
import { headroomOf, idleOf, remainingOf } from '../domain/capital-figures.ts';
import { BlockerId, ProjectId } from '../domain/ids.ts';
import { dong, TY } from '../domain/money.ts';
import type { Project } from '../domain/project.ts';
import { absorbing, type Blocked, blocked } from './projects.ts';
import { spendingOf } from './spending.ts';

export type PortfolioSize = {
  /** How many blocked projects (57 when not said). */
  readonly projects?: number;
  /** Varies the amounts of the copies; the same seed gives the same portfolio. */
  readonly seed?: number;
};
export type Portfolio = { readonly projects: readonly Project[]; readonly blockers: readonly Blocker[] };

const COPY = { kind: 'illustrative', note: 'Bản sao minh họa để diễn tập với danh mục lớn' } as const;

/** A number in [0, 1) from two whole numbers; always the same one (integer hash after Wang). */
function unitFraction(seed: number, index: number): number {
  let hash = Math.imul(seed ^ 61, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x27d4eb2d);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

function suffixOf(round: number): string {
  return `BS${String(round).padStart(3, '0')}`;
}

type Figures = Pick<Project['capital'], 'planned' | 'disbursed' | 'absorbable'>;

function copyProject(project: Project, round: number, figures: Figures): Project {
  const { totalInvestment: _, compensationCost: __, ...rest } = project;
  const { capital, name } = project;
  return {
    ...rest,
    id: ProjectId.parse(`${project.id}-${suffixOf(round)}`),
    name: { vi: `${name.vi}, bản sao minh họa ${round}`, en: `${name.en}, illustrative copy ${round}` },
    capital: { ...capital, ...figures, provenance: COPY },
    spending: spendingOf(`${project.id}-${round}`, figures.disbursed),
    provenance: COPY,
  };
}

/** Scales each part of the plan to whole tỷ, so that a copy is idle where its original is and nowhere else. */
function scaled(capital: Project['capital'], factor: number): Figures {
  const scale = (amount: number) => dong(Math.ceil((amount / TY) * factor) * TY);
  const idle = idleOf(capital);
  const disbursed = scale(capital.disbursed);
  const absorbable = scale(remainingOf(capital) - idle);
  return { planned: dong(disbursed + absorbable + scale(idle)), disbursed, absorbable };
}

function copyBlocked({ project, blocker }: Blocked, round: number, factor: number): Blocked {
  const copy = copyProject(project, round, scaled(project.capital, factor));
  const id = BlockerId.parse(`${blocker.id}-${suffixOf(round)}`);
  return { project: copy, blocker: { ...blocker, id, projectId: copy.id, provenance: COPY } };
}

/** Illustrative projects with headroom: a copy of each joins every further round of blocked ones. */
function takers(): Project[] {
  return absorbing.filter((project) => project.provenance.kind === 'illustrative' && headroomOf(project) > 0);
}

/**
 * The sample portfolio with `projects` blocked ones: fewer than 57 are the first of them (flood control first), more are
 * filled up with numbered illustrative copies of all but flood control. Every further round of copies brings copies of the
 * projects that can absorb, so that what lies idle can be placed at any size. Only the portfolio of 57 has the report's sums.
 */
export function portfolio({ projects = blocked.length, seed = 1 }: PortfolioSize = {}): Portfolio {
  const originals = blocked.slice(1);
  const copies = Array.from({ length: Math.max(0, projects - blocked.length) }, (_, index) => {
    const round = 1 + Math.floor(index / originals.length);
    const factor = 0.5 + unitFraction(seed, index);
    return originals
      .slice(index % originals.length)
      .slice(0, 1)
      .map((original) => copyBlocked(original, round, factor));
  }).flat();
  const rounds = Math.ceil(copies.length / originals.length);
  const extraTakers = Array.from({ length: rounds }, (_, index) =>
    takers().map((project) => copyProject(project, index + 1, project.capital)),
  ).flat();
  const all = [...blocked.slice(0, projects), ...copies];
  return {
    projects: [...all.map(({ project }) => project), ...absorbing, ...extraTakers],
    blockers: all.map(({ blocker }) => blocker),
  };
}
