/** The report on the writer's desk: kept on the device at once, on the server when the line is there, sent when asked. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { type Attachment, MOST_ATTACHMENT_BYTES, MOST_ATTACHMENTS, typeOfName } from '#domain/attachment.ts';
import type { DraftAnswers } from '#domain/draft.ts';
import { DraftCode, Sha256 } from '#domain/ids.ts';
import { useCall } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { useOnline } from '../../app/line.ts';
import { useSession } from '../../app/session.tsx';
import { checksumOf } from '../../app/upload.ts';
import { dropFile, keepDraft, keepFile, type LocalDraft, loadDraft, newDraft, watchDraft } from './kept.ts';
import { isPassing, type Sent, sendDraft } from './send.ts';

type Refusal = 'type' | 'size' | 'many' | 'empty' | 'device';
/** Why a file was not taken; the name says which. */
export type FileRefusal = { readonly name: string; readonly reason: Refusal };

export type Desk = {
  readonly draft: LocalDraft;
  /** Whose desk it is: what is kept on the device is kept under this name. */
  readonly post: string;
  readonly online: boolean;
  /** Whether the device has room for what is written. */
  readonly kept: boolean;
  /** What the server refused; what only could not be reached waits in the queue. */
  readonly problem: unknown;
  readonly sent: Sent | null;
  readonly sending: boolean;
  readonly refused: readonly FileRefusal[];
  readonly change: (patch: Partial<LocalDraft>) => void;
  readonly answer: (patch: DraftAnswers) => void;
  readonly addFiles: (files: readonly File[]) => Promise<void>;
  readonly removeFile: (sha256: string) => void;
  readonly send: (as: LocalDraft['queued']) => void;
  readonly startAnew: () => void;
  readonly take: (draft: LocalDraft) => void;
};

const SAVE_AFTER_MS = 700;
const TRY_AGAIN_MS = 5000;

function refusalOf(file: File, already: number): Refusal | null {
  if (typeOfName(file.name) === null) return 'type';
  if (file.size === 0) return 'empty';
  if (file.size > MOST_ATTACHMENT_BYTES) return 'size';
  return already >= MOST_ATTACHMENTS ? 'many' : null;
}

/** The file as it is attached, or why it is not: also a device that has no room for it, or cannot read it. */
async function attachmentOf(file: File, already: number): Promise<Attachment | Refusal> {
  const reason = refusalOf(file, already);
  const type = typeOfName(file.name);
  if (reason !== null || type === null) return reason ?? 'type';
  try {
    const sha256 = Sha256.parse(await checksumOf(file));
    await keepFile(sha256, file);
    return { name: file.name.normalize('NFC').slice(-160), type, bytes: file.size, sha256 };
  } catch {
    return 'device';
  }
}

type Setter = (change: (before: LocalDraft) => LocalDraft) => void;

/** Saves on the server some moments after the last change, and again when the line is back. */
function useServerDraft(draft: LocalDraft, set: Setter, online: boolean): void {
  const call = useCall();
  const { requestId, version, synced, answers, files } = draft;
  useEffect(() => {
    if (!online || version === synced || version === 0) return undefined;
    const timer = setTimeout(() => {
      const attachments = files.map(({ sent: _sent, ...file }) => file);
      call(API.saveDraft, { body: { requestId, version, answers: { ...answers, attachments } } })
        .then(({ code, savedAt }) =>
          // An answer that comes when the report was sent says nothing about the next one.
          set((now) => (now.requestId === requestId ? { ...now, synced: version, code, savedAt } : now)),
        )
        .catch(() => undefined);
    }, SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [call, set, online, requestId, version, synced, answers, files]);
}

type Outgoing = Pick<Desk, 'problem' | 'sent' | 'sending'> & { readonly forget: () => void };

/** Sends what is queued as soon as there is a line; tries again while the server cannot be reached. */
function useOutgoing(draft: LocalDraft, set: Setter, online: boolean): Outgoing {
  const call = useCall();
  const [state, setState] = useState<Omit<Outgoing, 'forget'>>({ problem: null, sent: null, sending: false });
  const [failures, setFailures] = useState(0);
  const busy = useRef(false);
  const { queued } = draft;
  useEffect(() => {
    if (queued === null || !online || busy.current) return undefined;
    const attempt = async (): Promise<void> => {
      busy.current = true;
      setState({ problem: null, sent: null, sending: true });
      try {
        const sent = await sendDraft(call, draft);
        set(newDraft);
        setState({ problem: null, sent, sending: false });
        if (draft.code !== null)
          await call(API.discardDraft, { params: { code: DraftCode.parse(draft.code) } });
      } catch (problem) {
        setState((now) => ({ ...now, problem: isPassing(problem) ? null : problem, sending: false }));
        if (isPassing(problem)) setFailures((before) => before + 1);
        else set((now) => ({ ...now, queued: null }));
      } finally {
        busy.current = false;
      }
    };
    const timer = setTimeout(
      () => {
        attempt().catch(() => undefined);
      },
      failures === 0 ? 0 : TRY_AGAIN_MS,
    );
    return () => clearTimeout(timer);
  }, [call, set, online, queued, failures, draft]);
  const forget = useCallback(() => setState({ problem: null, sent: null, sending: false }), []);
  return { ...state, forget };
}

/** Each file once, and no more than a report takes. */
function joined(before: LocalDraft['files'], added: readonly Attachment[]): LocalDraft['files'] {
  const fresh = added.filter(({ sha256 }) => before.every((file) => file.sha256 !== sha256));
  return [...before, ...fresh.map((file) => ({ ...file, sent: false }))].slice(0, MOST_ATTACHMENTS);
}

/** Takes files in: measured, summed and kept on the device before anything is sent. What else is attached meanwhile stays. */
function useFiles({ files: before }: LocalDraft, set: Setter) {
  const [refused, setRefused] = useState<readonly FileRefusal[]>([]);
  const already = before.length;
  const addFiles = useCallback(
    async (files: readonly File[]) => {
      const no: FileRefusal[] = [];
      const taken: Attachment[] = [];
      for (const file of files) {
        const found = await attachmentOf(file, already + taken.length);
        if (typeof found === 'string') no.push({ name: file.name, reason: found });
        else if (taken.every(({ sha256 }) => sha256 !== found.sha256)) taken.push(found);
      }
      setRefused(no);
      if (taken.length === 0) return;
      set((now) => ({ ...now, files: joined(now.files, taken), version: now.version + 1 }));
    },
    [already, set],
  );
  const removeFile = useCallback(
    (sha256: string) => {
      const stays = (file: Attachment): boolean => file.sha256 !== sha256;
      set((now) => ({ ...now, files: now.files.filter(stays), version: now.version + 1 }));
      dropFile(sha256).catch(() => undefined);
    },
    [set],
  );
  return { refused, addFiles, removeFile };
}

/** Keeps the draft on the device, and goes on with what another tab of it wrote or sent. Whether there is room for it. */
function useKept(post: string, draft: LocalDraft, set: Setter): boolean {
  const [kept, setKept] = useState(true);
  useEffect(() => setKept(keepDraft(post, draft)), [post, draft]);
  useEffect(
    () =>
      watchDraft(post, (other) =>
        set((now) => (other.requestId !== now.requestId || other.version > now.version ? other : now)),
      ),
    [post, set],
  );
  return kept;
}

export function useDesk(): Desk {
  const { person } = useSession();
  const post = person.officeId ?? person.name;
  const [draft, setDraft] = useState(() => loadDraft(post));
  const online = useOnline();
  const set = useCallback<Setter>((change) => setDraft(change), []);
  const kept = useKept(post, draft, set);
  const change = useCallback<Desk['change']>(
    (patch) => setDraft((now) => ({ ...now, ...patch, version: now.version + 1 })),
    [],
  );
  useServerDraft(draft, set, online);
  const { forget, ...outgoing } = useOutgoing(draft, set, online);
  const files = useFiles(draft, set);
  return {
    draft,
    post,
    online,
    kept,
    ...outgoing,
    ...files,
    change,
    answer: (patch) =>
      setDraft((now) => ({ ...now, answers: { ...now.answers, ...patch }, version: now.version + 1 })),
    send: (queued) => setDraft((now) => ({ ...now, queued: queued ?? 'report' })),
    take: (taken) => setDraft(taken),
    startAnew: forget,
  };
}
