import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { Refusal } from '#domain/errors.ts';
import type { Move } from '#domain/move.ts';
import type { Deps } from '#functions/move-files/deps.ts';
import { moveFileRoutes } from '#functions/move-files/handler.ts';
import { aDocument, aMove, at, sha } from '#test/domain/builders.ts';
import { type As, as, call } from '#test/functions/api/call.ts';

/** What was sent to the bucket, by key. */
const bucket = new Map<string, { bytes: number; sha256: ReturnType<typeof sha> }>();
let move: Move;
beforeEach(() => {
  bucket.clear();
  move = aMove({ status: 'resolvedByCouncil', submittedAt: at('2024-10-14'), resolution: aDocument() });
});

const deps: Deps = {
  getMove: (id) =>
    id === move.id ? Promise.resolve(move) : Promise.reject(new Refusal('move.unknown', { move: id })),
  findFile: (key) => Promise.resolve(bucket.get(key) ?? null),
  presignUpload: ({ key, type, bytes, sha256 }) => {
    bucket.set(key, { bytes, sha256 });
    return Promise.resolve({
      url: `https://bucket.example/${key}`,
      method: 'PUT',
      headers: { 'Content-Type': type },
    });
  },
  presignDownload: ({ key, name }) => Promise.resolve(`https://bucket.example/${key}?name=${name}`),
};
const params = { moveId: 'DC-2024-0001' };
const send = (kind: string, caller: As = as.council, bytes = 1000) =>
  call({ routes: moveFileRoutes, deps }, 'sendSignedFile', {
    as: caller,
    params,
    body: { kind, bytes, sha256: sha('a') },
  });
const list = async () => {
  const { body } = await call({ routes: moveFileRoutes, deps }, 'listSignedFiles', {
    as: as.auditor,
    params,
  });
  return z
    .array(z.looseObject({ kind: z.string(), file: z.looseObject({}).nullable() }))
    .parse(body['items']);
};

describe('the signed file of a move', () => {
  it('is sent to a place of its own, with its checksum, and listed beside number and date', async () => {
    expect(await list()).toMatchObject([{ kind: 'resolution', document: aDocument(), file: null }]);
    expect(await send('resolution')).toMatchObject({
      status: 201,
      body: { url: 'https://bucket.example/signed/DC-2024-0001/resolution.pdf', method: 'PUT' },
    });
    expect(await list()).toMatchObject([
      {
        kind: 'resolution',
        file: {
          bytes: 1000,
          sha256: sha('a'),
          url: 'https://bucket.example/signed/DC-2024-0001/resolution.pdf?name=DC-2024-0001-resolution.pdf',
        },
      },
    ]);
  });

  it('is not replaced once it is there', async () => {
    await send('resolution');
    expect((await send('resolution')).body['code']).toBe('move.fileKept');
  });

  it('waits until its document is recorded', async () => {
    expect((await send('decision')).body['code']).toBe('move.wrongStatus');
    expect((await send('reversal')).body['code']).toBe('move.wrongStatus');
    const decided = {
      committeeDecision: aDocument('9/QĐ-UBND'),
      decidedAt: at('2024-10-15'),
      status: 'decidedByCommittee',
    };
    move = aMove({ submittedAt: at('2024-10-14'), resolution: aDocument(), ...decided });
    expect((await send('decision')).status).toBe(201);
    move = aMove({
      submittedAt: at('2024-10-14'),
      resolution: aDocument(),
      ...decided,
      status: 'reversed',
      committedAt: at('2024-10-20'),
      reversedAt: at('2024-10-21'),
      reversal: aDocument('10/QĐ-UBND'),
    });
    expect((await list()).map(({ kind }) => kind)).toEqual(['resolution', 'decision', 'reversal']);
  });

  it('is sent by staff and the Council’s clerk only, a PDF of ten megabytes at most', async () => {
    expect((await send('resolution', as.reporter)).body['code']).toBe('auth.forbidden');
    expect((await send('resolution', as.leader)).body['code']).toBe('auth.forbidden');
    expect((await send('resolution', as.council, 10 * 1024 * 1024 + 1)).body['code']).toBe('input.invalid');
    expect((await send('photo')).body['code']).toBe('input.invalid');
  });
});
