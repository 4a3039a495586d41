import { capitalDates, planYearOn } from '#domain/capital-dates.ts';
import { Refusal } from '#domain/errors.ts';
import type { OfficeId } from '#domain/ids.ts';
import type { Project } from '#domain/project.ts';
import { weeklyReport } from '#domain/report/weekly.ts';
import { weeklyPaper } from '#domain/report/weekly-paper.ts';
import { localDateOf } from '#domain/time.ts';
import { projectsOfYear } from '../all-projects.ts';
import { API } from '../api/contract.ts';
import { pdfOf } from '../documents/pdf.ts';
import { httpFunction, route } from '../http.ts';
import { type Deps, dependencies } from './deps.ts';
import { nationalSheets, weeklySheets } from './sheets.ts';

async function ownerNames(deps: Deps, projects: readonly Project[]): Promise<ReadonlyMap<string, string>> {
  const nameOf = async (id: OfficeId): Promise<readonly [string, string]> => {
    try {
      return [id, (await deps.getOffice(id)).name.vi];
    } catch (error) {
      if (error instanceof Refusal && error.code === 'office.unknown') return [id, id];
      throw error;
    }
  };
  return new Map(await Promise.all([...new Set(projects.map(({ owner }) => owner))].map(nameOf)));
}

async function yearOf(deps: Deps) {
  const now = deps.now();
  const today = localDateOf(now);
  const rules = await deps.latestRules(today);
  const planYear = planYearOn(rules, today);
  const [projects, units, calendar] = await Promise.all([
    projectsOfYear(deps, planYear),
    deps.units(),
    deps.latestCalendar(),
  ]);
  const owners = await ownerNames(deps, projects);
  const unitNames = new Map<string, string>(units.map(({ code, name }) => [code, name.vi]));
  return { now, planYear, projects, owners, unitNames, calendar, rules };
}

async function weekly(deps: Deps) {
  const { now, planYear, projects, owners, unitNames, calendar, rules } = await yearOf(deps);
  const { disbursementUntil: until, lastWorkingDay } = capitalDates(rules, calendar, planYear);
  const names = new Map([...owners, ...unitNames]);
  return weeklyReport({
    planYear,
    projects,
    names,
    before: null,
    calendar,
    until: lastWorkingDay ?? until,
    now,
  });
}

export const reportRoutes = [
  route(API.getWeeklyReport, async (deps: Deps, { params: { file } }) => {
    const report = await weekly(deps);
    const name = `giai-ngan-tuan-${report.monday}`;
    return file === 'weekly.pdf'
      ? {
          type: 'pdf' as const,
          name: `${name}.pdf`,
          bytes: await pdfOf(weeklyPaper(report), deps.fonts),
          inline: true,
        }
      : { type: 'xlsx' as const, name: `${name}.xlsx`, bytes: await weeklySheets(report) };
  }),
  route(API.getNationalUpload, async (deps: Deps) => {
    const { projects, owners, unitNames, planYear } = await yearOf(deps);
    const rows = projects.map((project) => ({
      project,
      owner: owners.get(project.owner) ?? project.owner,
      units: project.units.map((code) => unitNames.get(code) ?? code).join('; '),
    }));
    const name = `he-thong-quoc-gia-${planYear}.xlsx`;
    return { type: 'xlsx' as const, name, bytes: await nationalSheets(rows) };
  }),
];

export const handler = httpFunction('reports', reportRoutes, dependencies);
