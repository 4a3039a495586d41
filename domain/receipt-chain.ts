import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { Sha256 } from './ids.ts';
import type { ChainHead, ChainId, Fact, Receipt } from './receipt.ts';
import type { Instant } from './time.ts';

function canonicalMembers(value: object): string {
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, member]) => `${canonicalJson(key)}:${canonicalJson(member)}`)
    .join(',');
}

/**
 * The one way to write a value as JSON, after RFC 8785: members in the order of their UTF-16 code units, no spaces. Only
 * what records are made of: a number that is not a safe integer, a broken string or anything else is a TypeError, and a
 * member that is `undefined` is left out.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string' && value.isWellFormed()) return JSON.stringify(value);
  if (typeof value === 'number' && Number.isSafeInteger(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`;
  if (typeof value === 'object') return `{${canonicalMembers(value)}}`;
  throw new TypeError(`no canonical JSON for ${typeof value}`);
}

/** SHA-256 of the canonical JSON in UTF-8. */
export function hashOf(value: unknown): Sha256 {
  return Sha256.parse(bytesToHex(sha256(utf8ToBytes(canonicalJson(value)))));
}

function hashOfReceipt({ hash: _hash, ...covered }: Receipt): Sha256 {
  return hashOf(covered);
}

/** Chains `facts` behind `head`, in order, all at one instant; answers them as receipts, and where the chain ends now. */
export function appendReceipts(args: {
  readonly chain: ChainId;
  readonly head: ChainHead;
  readonly facts: readonly Fact[];
  readonly at: Instant;
}): { receipts: Receipt[]; head: ChainHead } {
  const { chain, facts, at } = args;
  let head = args.head;
  const receipts: Receipt[] = [];
  for (const fact of facts) {
    const covered = { ...fact, chain, sequence: head.count + 1, at, previousHash: head.lastHash };
    const hash = hashOf(covered);
    receipts.push({ ...covered, hash });
    head = { count: covered.sequence, lastHash: hash };
  }
  return { receipts, head };
}

/** `brokenAt` is the place in the chain, from 1, of the first receipt that does not hold (or is missing). */
export type ChainVerdict =
  | { readonly intact: true }
  | {
      readonly intact: false;
      readonly brokenAt: number;
      readonly reason: 'otherChain' | 'sequence' | 'previousHash' | 'content' | 'end';
    };

function flawOf(receipt: Receipt, chain: ChainId | undefined, head: ChainHead) {
  if (receipt.chain !== chain) return 'otherChain';
  if (receipt.sequence !== head.count + 1) return 'sequence';
  if (receipt.previousHash !== head.lastHash) return 'previousHash';
  return hashOfReceipt(receipt) === receipt.hash ? null : 'content';
}

/**
 * Recomputes a whole chain from its first receipt. With `end` (kept on the case or move) a chain that was cut short or
 * rewritten to its last receipt is found too, with the reason `end`.
 */
export function verifyChain(receipts: readonly Receipt[], end?: ChainHead): ChainVerdict {
  let head: ChainHead = { count: 0, lastHash: null };
  const chain = receipts.at(0)?.chain;
  for (const receipt of receipts) {
    const reason = flawOf(receipt, chain, head);
    if (reason !== null) return { intact: false, brokenAt: head.count + 1, reason };
    head = { count: receipt.sequence, lastHash: receipt.hash };
  }
  if (end === undefined || (end.count === head.count && end.lastHash === head.lastHash))
    return { intact: true };
  const brokenAt = end.count === head.count ? end.count : Math.min(end.count, head.count) + 1;
  return { intact: false, brokenAt, reason: 'end' };
}
