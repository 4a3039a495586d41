/** Checks downloaded receipts on this machine, without network: `npm run verify -- FILE`. Exit code 1 when they don't hold. */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { ChainHead, ChainId, Receipt } from '#domain/receipt.ts';
import { verifyChain } from '#domain/receipt-chain.ts';

/** What "Tải biên nhận" saves. */
const Download = z.object({ chain: ChainId, end: ChainHead, receipts: z.array(Receipt) });

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Recomputes every hash and says in one line whether the chain is whole; true when it is. */
function verify(file: string): boolean {
  const { chain, end, receipts } = Download.parse(JSON.parse(readFileSync(file, 'utf8')));
  const verdict = verifyChain(receipts, end);
  if (verdict.intact) {
    say(`${chain}: ${receipts.length} receipts, chain intact, last hash ${end.lastHash ?? 'none'}`);
    return true;
  }
  say(`${chain}: the chain does not hold from receipt ${verdict.brokenAt} on (${verdict.reason})`);
  return false;
}

const [file] = process.argv.slice(2);
if (file === undefined) {
  say('npm run verify -- FILE: checks receipts that were downloaded from a case or a move');
  process.exitCode = 2;
} else process.exitCode = verify(file) ? 0 : 1;
