/** Carries files and words to the server; every step may be done again without doing it twice. */
import type { Attachment } from '#domain/attachment.ts';
import { BlockerReport } from '#domain/blocker.ts';
import { API, ApiProblem, type Call } from '../../app/api.ts';
import { sendFile } from '../../app/upload.ts';
import { dropFile, keptFile, type LocalDraft } from './kept.ts';

export type Sent = { readonly projectId: string; readonly blockerId: string; readonly added: string | null };

/** True when nothing was refused: the line is gone, or the server cannot answer now. */
export function isPassing(error: unknown): boolean {
  return error instanceof ApiProblem && (error.status === 0 || error.status >= 500);
}

/** Straight to the bucket by a URL that takes this file only. */
export async function uploadFile(
  call: Call,
  file: { readonly requestId: string; readonly attachment: Attachment; readonly content: Blob },
): Promise<void> {
  const { requestId, attachment, content } = file;
  await sendFile(await call(API.requestUpload, { body: { ...attachment, requestId } }), content);
}

async function uploadMissing(call: Call, draft: LocalDraft): Promise<Attachment[]> {
  const attachments: Attachment[] = [];
  for (const { sent, ...attachment } of draft.files) {
    const content = sent ? null : await keptFile(attachment.sha256);
    if (content !== null) await uploadFile(call, { requestId: draft.requestId, attachment, content });
    attachments.push(attachment);
  }
  return attachments;
}

/** Sends what is queued, and clears the device of its files. Throws `ApiProblem`. */
export async function sendDraft(call: Call, draft: LocalDraft): Promise<Sent> {
  const { requestId, answers, queued } = draft;
  const attachments = await uploadMissing(call, draft);
  const sent = await (queued === 'report' || queued === null
    ? report(call, { ...answers, attachments }, requestId)
    : supplement(call, { caseId: queued.caseId, draft, attachments }));
  await Promise.all(draft.files.map(({ sha256 }) => dropFile(sha256)));
  return sent;
}

async function report(call: Call, said: object, requestId: string): Promise<Sent> {
  const body = BlockerReport.parse(said);
  const { blockerId } = await call(API.reportBlocker, { body: { ...body, requestId } });
  return { projectId: body.projectId, blockerId, added: null };
}

async function supplement(
  call: Call,
  of: { caseId: string; draft: LocalDraft; attachments: Attachment[] },
): Promise<Sent> {
  const { draft, caseId, attachments } = of;
  const { description = '', householdsLeft } = draft.answers;
  const body = { note: description, householdsLeft, attachments, requestId: draft.requestId };
  const { blocker } = await call(API.supplementCase, { params: { caseId }, body });
  return { projectId: blocker.projectId, blockerId: blocker.id, added: caseId };
}
