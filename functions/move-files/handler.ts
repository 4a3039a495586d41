import type { SignedDocument } from '#domain/approval.ts';
import { Refusal } from '#domain/errors.ts';
import type { Sha256 } from '#domain/ids.ts';
import type { Move } from '#domain/move.ts';
import { SIGNED_ENDPOINTS, SIGNED_KINDS, type SignedKind } from '../api/contract-signed.ts';
import { httpFunction, route } from '../http.ts';
import { type Deps, dependencies } from './deps.ts';

/** Long enough to send ten megabytes on a slow line, and to open what was listed. */
const SECONDS = 900;
const TYPE = 'application/pdf';

/** The signed documents of a move, as they were recorded with number, date and issuer. */
function documentOf(move: Move, kind: SignedKind): SignedDocument | null {
  if (kind === 'resolution') return 'resolution' in move ? move.resolution : null;
  if (kind === 'decision') return 'committeeDecision' in move ? move.committeeDecision : null;
  return 'reversal' in move ? move.reversal : null;
}

/** One file for each document of a move: the key says which, so nothing else has to remember it. */
const keyOf = (move: Move, kind: SignedKind) => `signed/${move.id}/${kind}.pdf`;

type Sent = { readonly kind: SignedKind; readonly bytes: number; readonly sha256: Sha256 };

/** Where the file of a recorded document is sent. Refuses `move.wrongStatus` before it is recorded, `move.fileKept` after. */
async function sendTo(deps: Deps, move: Move, { kind, bytes, sha256 }: Sent) {
  if (documentOf(move, kind) === null) {
    throw new Refusal('move.wrongStatus', { move: move.id, status: move.status });
  }
  const key = keyOf(move, kind);
  if ((await deps.findFile(key)) !== null) throw new Refusal('move.fileKept', { move: move.id });
  const { url, method, headers } = await deps.presignUpload({ key, type: TYPE, bytes, sha256 }, SECONDS);
  return { url, method, headers: { ...headers } };
}

/** Each recorded document with its file, if it was sent; the checksum is the one that the bucket has proved. */
async function kept(deps: Deps, move: Move) {
  const each = SIGNED_KINDS.map(async (kind) => {
    const document = documentOf(move, kind);
    if (document === null) return [];
    const key = keyOf(move, kind);
    const found = await deps.findFile(key);
    if (found === null) return [{ kind, document, file: null }];
    const url = await deps.presignDownload({ key, name: `${move.id}-${kind}.pdf`, type: TYPE }, SECONDS);
    return [{ kind, document, file: { ...found, url } }];
  });
  return { items: (await Promise.all(each)).flat() };
}

export const moveFileRoutes = [
  route(SIGNED_ENDPOINTS.sendSignedFile, async (deps: Deps, { params: { moveId }, body }) =>
    sendTo(deps, await deps.getMove(moveId), body),
  ),
  route(SIGNED_ENDPOINTS.listSignedFiles, async (deps: Deps, { params: { moveId } }) =>
    kept(deps, await deps.getMove(moveId)),
  ),
];

export const handler = httpFunction('move-files', moveFileRoutes, dependencies);
