/** What stays on the device while a report is written: answers in local storage, files in a small database. */
import * as z from 'zod';
import { Attachment } from '#domain/attachment.ts';
import { DraftAnswers } from '#domain/draft.ts';

export const STEPS = 6;

/** A report that is being written. `version` rises with each change; `synced` is the version that the server has. */
const LocalDraft = z.object({
  requestId: z.string(),
  version: z.number(),
  synced: z.number(),
  step: z.number().min(1).max(STEPS),
  answers: DraftAnswers,
  /** Names of the chosen project, so that it can be shown without the line. */
  project: z.object({ vi: z.string(), en: z.string(), units: z.string() }).nullable(),
  files: z.array(Attachment.extend({ sent: z.boolean() })),
  /** Waits to be sent: as a report, or as an addition to the case named. */
  queued: z.union([z.literal('report'), z.object({ caseId: z.string() })]).nullable(),
  /** A like case was seen, and it is reported all the same. */
  anyway: z.boolean(),
  code: z.string().nullable(),
  savedAt: z.string().nullable(),
});
export type LocalDraft = z.infer<typeof LocalDraft>;

export function newDraft(): LocalDraft {
  return {
    requestId: crypto.randomUUID(),
    version: 0,
    synced: 0,
    step: 1,
    answers: {},
    project: null,
    files: [],
    queued: null,
    anyway: false,
    code: null,
    savedAt: null,
  };
}

/** One draft per post on a device: another post that signs in here does not see it. */
const keyOf = (post: string): string => `kt_report:${post}`;

export function loadDraft(post: string): LocalDraft {
  try {
    const parsed = LocalDraft.safeParse(JSON.parse(localStorage.getItem(keyOf(post)) ?? 'null'));
    return parsed.success ? parsed.data : newDraft();
  } catch {
    return newDraft();
  }
}

/** False when the device has no room: what is written then lives in this tab, and on the server. */
export function keepDraft(post: string, draft: LocalDraft): boolean {
  try {
    localStorage.setItem(keyOf(post), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

/** Tells what another tab has kept; ends with what it returns. */
export function watchDraft(post: string, tell: (draft: LocalDraft) => void): () => void {
  const look = ({ key }: StorageEvent): void => {
    if (key === keyOf(post)) tell(loadDraft(post));
  };
  addEventListener('storage', look);
  return () => removeEventListener('storage', look);
}

const DATABASE = 'kt-report-files';
const STORE = 'files';

async function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error ?? new Error('the browser keeps no files'));
  });
}

async function store(mode: IDBTransactionMode): Promise<IDBObjectStore> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await answered(opening);
  return database.transaction(STORE, mode).objectStore(STORE);
}

/** Files lie under their checksum; they go when the report has been sent or the file was taken away. */
export async function keepFile(sha256: string, file: Blob): Promise<void> {
  await answered((await store('readwrite')).put(file, sha256));
}

export async function keptFile(sha256: string): Promise<Blob | null> {
  const found: unknown = await answered((await store('readonly')).get(sha256));
  return found instanceof Blob ? found : null;
}

export async function dropFile(sha256: string): Promise<void> {
  await answered((await store('readwrite')).delete(sha256));
}
