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
import { dropFile, keepDraft, keepFile, type LocalDraft, loadDraft, newDraft } from './kept.ts';
import { isPassing, type Sent, sendDraft } from './send.ts';

/** Why a file was not taken; the name says which. */
export type FileRefusal = { readonly name: string; readonly reason: 'type' | 'size' | 'many' | 'empty' };

export type Desk = {
  readonly draft: LocalDraft;
  /** Whose desk it is: what is kept on the device is kept under this name. */
  readonly post: string;
  readonly online: boolean;
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

function refusalOf(file: File, already: number): FileRefusal['reason'] | null {
  if (typeOfName(file.name) === null) return 'type';
  if (file.size === 0) return 'empty';
  if (file.size > MOST_ATTACHMENT_BYTES) return 'size';
  return already >= MOST_ATTACHMENTS ? 'many' : null;
}

async function attachmentOf(file: File): Promise<Attachment | null> {
  const type = typeOfName(file.name);
  if (type === null) return null;
  const sha256 = Sha256.parse(await checksumOf(file));
  await keepFile(sha256, file);
  return { name: file.name.normalize('NFC').slice(-160), type, bytes: file.size, sha256 };
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
        .then(({ code, savedAt }) => set((now) => ({ ...now, synced: version, code, savedAt })))
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

/** Takes files in: measured, summed and kept on the device before anything is sent. */
function useFiles(draft: LocalDraft, change: Desk['change']) {
  const [refused, setRefused] = useState<readonly FileRefusal[]>([]);
  const addFiles = useCallback(
    async (files: readonly File[]) => {
      const no: FileRefusal[] = [];
      const taken = [...draft.files];
      for (const file of files) {
        const reason = refusalOf(file, taken.length);
        const attachment = reason === null ? await attachmentOf(file) : null;
        if (reason !== null) no.push({ name: file.name, reason });
        else if (attachment !== null && taken.every(({ sha256 }) => sha256 !== attachment.sha256))
          taken.push({ ...attachment, sent: false });
      }
      setRefused(no);
      change({ files: taken });
    },
    [draft.files, change],
  );
  const removeFile = useCallback(
    (sha256: string) => {
      change({ files: draft.files.filter((file) => file.sha256 !== sha256) });
      dropFile(sha256).catch(() => undefined);
    },
    [draft.files, change],
  );
  return { refused, addFiles, removeFile };
}

export function useDesk(): Desk {
  const { person } = useSession();
  const post = person.officeId ?? person.name;
  const [draft, setDraft] = useState(() => loadDraft(post));
  const online = useOnline();
  useEffect(() => keepDraft(post, draft), [post, draft]);
  const set = useCallback<Setter>((change) => setDraft(change), []);
  const change = useCallback<Desk['change']>(
    (patch) => setDraft((now) => ({ ...now, ...patch, version: now.version + 1 })),
    [],
  );
  useServerDraft(draft, set, online);
  const { forget, ...outgoing } = useOutgoing(draft, set, online);
  const files = useFiles(draft, change);
  return {
    draft,
    post,
    online,
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
