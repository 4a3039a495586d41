import { planYearOn } from '#domain/capital-dates.ts';
import { weeklyPaper } from '#domain/report/weekly-paper.ts';
import { localDateOf } from '#domain/time.ts';
import { projectsOfYear } from '../all-projects.ts';
import { DOCUMENT_ENDPOINTS } from '../api/contract-documents.ts';
import { pdfOf } from '../documents/pdf.ts';
import { httpFunction, route } from '../http.ts';
import { officeNames } from '../office-names.ts';
import { type Deps, dependencies } from './deps.ts';
import { nationalSheets, weeklySheets } from './sheets.ts';
import { listWeeks, weeklyOf } from './weekly.ts';

async function yearOf(deps: Deps) {
  const today = localDateOf(deps.now());
  const planYear = planYearOn(await deps.latestRules(today), today);
  const [projects, units] = await Promise.all([projectsOfYear(deps, planYear), deps.units()]);
  const owners = await officeNames(
    deps,
    projects.map(({ owner }) => owner),
  );
  const unitNames = new Map<string, string>(units.map(({ code, name }) => [code, name.vi]));
  return { planYear, projects, owners, unitNames };
}

export const reportRoutes = [
  route(DOCUMENT_ENDPOINTS.getWeeklyReport, async (deps: Deps, { params: { file }, query: { week } }) => {
    const report = await weeklyOf(deps, week);
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
  route(DOCUMENT_ENDPOINTS.listWeeks, (deps: Deps) => listWeeks(deps)),
  route(DOCUMENT_ENDPOINTS.getNationalUpload, async (deps: Deps) => {
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
