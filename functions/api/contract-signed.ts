import * as z from 'zod';
import { SignedDocument } from '#domain/approval.ts';
import { MoveId, Sha256 } from '#domain/ids.ts';
import { endpoint, none } from './endpoint.ts';
import { CITY_ROLES } from './roles.ts';

/** The documents that a move gets back from the signing system. */
export const SIGNED_KINDS = ['resolution', 'decision', 'reversal'] as const;
export type SignedKind = (typeof SIGNED_KINDS)[number];

/** A scan of a resolution with its lists; the bucket takes no more under the address that is given. */
const MOST_BYTES = 10 * 1024 * 1024;

const kind = z.enum(SIGNED_KINDS);
const moveParams = z.object({ moveId: MoveId });

export const SIGNED_ENDPOINTS = {
  sendSignedFile: endpoint({
    operation: 'sendSignedFile',
    method: 'POST',
    path: '/api/moves/{moveId}/files',
    functionName: 'move-files',
    access: ['staff', 'councilClerk'],
    summary:
      'Where to send the signed PDF of a recorded document: the bucket takes exactly this content, and each document’s file once',
    params: moveParams,
    query: none,
    body: z.strictObject({ kind, bytes: z.int().positive().max(MOST_BYTES), sha256: Sha256 }),
    status: 201,
    response: z.object({
      url: z.url(),
      method: z.literal('PUT'),
      headers: z.record(z.string(), z.string()),
    }),
  }),
  listSignedFiles: endpoint({
    operation: 'listSignedFiles',
    method: 'GET',
    path: '/api/moves/{moveId}/files',
    functionName: 'move-files',
    access: CITY_ROLES,
    summary: 'The signed documents of a move with their files, to open for a quarter of an hour',
    params: moveParams,
    query: none,
    body: z.undefined(),
    status: 200,
    response: z.object({
      items: z.array(
        z.object({
          kind,
          document: SignedDocument,
          file: z.object({ bytes: z.int(), sha256: Sha256.nullable(), url: z.url() }).nullable(),
        }),
      ),
    }),
  }),
} as const;
