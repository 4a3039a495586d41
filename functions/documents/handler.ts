import type { DocumentContent } from '#domain/document/content.ts';
import { type MoveFile, projectsOfMove } from '#domain/document/move-facts.ts';
import { appendix, routingSlip, submissionPaper } from '#domain/document/move-papers.ts';
import { urgeLetter } from '#domain/document/urge-letter.ts';
import { Refusal } from '#domain/errors.ts';
import type { CaseId, MoveId } from '#domain/ids.ts';
import { DOCUMENT_ENDPOINTS } from '../api/contract-documents.ts';
import { httpFunction, route } from '../http.ts';
import { allPages } from '../paging.ts';
import { type Deps, dependencies } from './deps.ts';
import { pdfOf } from './pdf.ts';

type MovePaper = 'to-trinh' | 'phieu-trinh' | 'phu-luc';
const MOVE_PAPERS: Readonly<Record<MovePaper, (file: MoveFile) => DocumentContent>> = {
  'to-trinh': submissionPaper,
  'phieu-trinh': routingSlip,
  'phu-luc': appendix,
};

async function moveFile(deps: Deps, moveId: MoveId): Promise<MoveFile> {
  const now = deps.now();
  const move = await deps.getMove(moveId);
  const projects = await deps.getProjects(projectsOfMove(move));
  // An office that is gone stands in the paper as its id; it holds up no document.
  const [offices, ledgers] = await Promise.all([
    deps.findOffices([...projects.map(({ owner }) => owner), ...move.appraisers]),
    Promise.all(projects.map(({ id }) => allPages((page) => deps.ledgerOf(id, page)))),
  ]);
  return { move, projects, offices, entries: ledgers.flat(), now };
}

async function letter(deps: Deps, caseId: CaseId): Promise<DocumentContent> {
  const now = deps.now();
  const record = await deps.getCase(caseId);
  const [[project], blocker, calendar] = await Promise.all([
    deps.getProjects([record.projectId]),
    deps.findBlocker(record),
    deps.latestCalendar(),
  ]);
  if (project === undefined || blocker === null) {
    throw new Refusal('blocker.unknown', { blocker: record.blockerId });
  }
  const holder = 'holder' in record ? [record.holder] : [];
  const offices = await deps.findOffices([...holder, project.owner, record.reportedBy]);
  return urgeLetter({ case: record, blocker, project, offices, calendar, now });
}

/** The PDF opens in the browser, the Word file is saved. */
async function rendered(deps: Deps, content: DocumentContent, file: string) {
  const name = `${content.reference}-${file}`;
  if (file.endsWith('.pdf')) {
    return { type: 'pdf' as const, name, bytes: await pdfOf(content, deps.fonts), inline: true };
  }
  const { docxOf } = await import('./docx.ts');
  return { type: 'docx' as const, name, bytes: await docxOf(content) };
}

function paperOf(file: string): MovePaper {
  const [kind = ''] = file.split('.');
  if (kind === 'to-trinh' || kind === 'phieu-trinh' || kind === 'phu-luc') return kind;
  throw new Error(`the contract lets ${file} through`);
}

export const documentRoutes = [
  route(DOCUMENT_ENDPOINTS.getMovePaper, async (deps: Deps, { params: { moveId, file } }) =>
    rendered(deps, MOVE_PAPERS[paperOf(file)](await moveFile(deps, moveId)), file),
  ),
  route(DOCUMENT_ENDPOINTS.getUrgeLetter, async (deps: Deps, { params: { caseId, file } }) =>
    rendered(deps, await letter(deps, caseId), file),
  ),
];

export const handler = httpFunction('documents', documentRoutes, dependencies);
