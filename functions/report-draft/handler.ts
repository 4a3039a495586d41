import { createHash } from 'node:crypto';
import { Draft, type DraftAnswers } from '#domain/draft.ts';
import { Refusal } from '#domain/errors.ts';
import { DraftCode } from '#domain/ids.ts';
import { epochMs, instantOf } from '#domain/time.ts';
import { REPORT_ENDPOINTS } from '../api/contract-reports.ts';
import { type Caller, officeOf } from '../caller.ts';
import { crockford } from '../crockford.ts';
import { httpFunction, route } from '../http.ts';
import { assertNameFits, keyOf } from '../report-files.ts';
import { type Deps, dependencies } from './deps.ts';

/** Time to send 10 MB over the line of a ward office; then the page asks for a new URL. */
const UPLOAD_SECONDS = 900;

/** Follows from the person and the request, so that saving twice is one draft. 40 bits: to read out, not to guess. */
function codeOf(person: string, requestId: string): DraftCode {
  const digest = createHash('sha256').update(`${person} ${requestId}`).digest();
  return DraftCode.parse(`BN${crockford(digest.subarray(0, 8))}`);
}

function viewOf({ person: _person, ...draft }: Draft) {
  return draft;
}

type Saved = { readonly requestId: string; readonly version: number; readonly answers: DraftAnswers };

/** The same version again is the same draft; another one under the same count is refused, with when it was saved. */
async function save(deps: Deps, caller: Caller, saved: Saved): Promise<Draft> {
  const person = caller.username;
  const code = codeOf(person, saved.requestId);
  const draft = Draft.parse({ ...saved, code, person, office: officeOf(caller), savedAt: deps.now() });
  try {
    await deps.saveDraft(draft);
    return draft;
  } catch (error) {
    const known = error instanceof Refusal ? await deps.findDraft(code) : null;
    if (known === null) throw error;
    const same =
      known.version === draft.version && JSON.stringify(known.answers) === JSON.stringify(draft.answers);
    if (same) return known;
    throw new Refusal('draft.changed', { draft: code, savedAt: known.savedAt });
  }
}

/** Refuses `draft.unknown`, also for a draft of another office: a code that was guessed tells nothing. */
async function draftOf(deps: Deps, caller: Caller, code: DraftCode): Promise<Draft> {
  const draft = await deps.findDraft(code);
  if (draft === null || draft.office !== officeOf(caller))
    throw new Refusal('draft.unknown', { draft: code });
  return draft;
}

export const draftRoutes = [
  route(REPORT_ENDPOINTS.saveDraft, async (deps: Deps, { body, caller }) =>
    viewOf(await save(deps, caller, body)),
  ),
  route(REPORT_ENDPOINTS.listDrafts, async (deps: Deps, { query, caller }) => {
    const asOf = deps.now();
    const page = await deps.draftsOf(caller.username, query);
    return { asOf, items: page.items.map(viewOf), cursor: page.cursor };
  }),
  route(REPORT_ENDPOINTS.getDraft, async (deps: Deps, { params, caller }) =>
    viewOf(await draftOf(deps, caller, params.code)),
  ),
  route(REPORT_ENDPOINTS.discardDraft, async (deps: Deps, { params: { code }, caller }) => {
    const draft = await deps.findDraft(code);
    if (draft === null || draft.person !== caller.username) return { code };
    await deps.discardDraft(code);
    return { code };
  }),
  route(REPORT_ENDPOINTS.requestUpload, async (deps: Deps, { body, caller }) => {
    const { requestId, ...file } = body;
    assertNameFits(file, 'name');
    const key = keyOf(officeOf(caller), requestId, file);
    const { type, bytes, sha256 } = file;
    const target = await deps.presignUpload({ key, type, bytes, sha256 }, UPLOAD_SECONDS);
    const expiresAt = instantOf(epochMs(deps.now()) + UPLOAD_SECONDS * 1000);
    return { ...target, headers: { ...target.headers }, expiresAt };
  }),
];

export const handler = httpFunction('report-draft', draftRoutes, dependencies);
