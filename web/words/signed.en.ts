import type { SIGNED_VI } from './signed.vi.ts';

/** Signed documents of a move, with their files. */
export const SIGNED_EN = {
  'signed.title': 'Signed documents',
  'signed.resolution': 'Resolution of the City People’s Council',
  'signed.decision': 'Decision of the City People’s Committee',
  'signed.reversal': 'Document that reverses the move',
  'signed.of': 'No. {number}, {day}, {issuer}',
  'signed.open': 'Open the signed copy (PDF)',
  'signed.send': 'Upload the signed copy (PDF)',
  'signed.missing': 'No signed copy yet.',
  'signed.once':
    'Each document takes one file, which cannot be replaced. Choose the signed copy: PDF, at most 10 MB.',
  'signed.notPdf': 'PDF only, at most 10 MB.',
} as const satisfies Record<keyof typeof SIGNED_VI, string>;
