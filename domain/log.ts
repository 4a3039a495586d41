import type { OfficeId } from './ids.ts';
import type { ChainHead, Fact, LogId, Receipt } from './receipt.ts';
import { appendReceipts } from './receipt-chain.ts';
import type { Instant } from './time.ts';

/** Who changed something, and why. `account` is the account's own id, which is no name and no address. */
export type Doer = { readonly office: OfficeId | null; readonly account: string; readonly reason: string };

/** One more line of a log: its receipt, where the log ended before, and where it ends with it. */
export type LogLine = {
  readonly log: LogId;
  readonly receipts: readonly Receipt[];
  readonly before: ChainHead;
  readonly head: ChainHead;
};

/** The next line of a log that is hash-chained like a case's receipts: what was done, by whom, for what reason. */
export function logLine(args: {
  readonly log: LogId;
  readonly head: ChainHead;
  readonly fact: Pick<Fact, 'type' | 'details'>;
  readonly by: Doer;
  readonly at: Instant;
}): LogLine {
  const { log, head: before, by, at } = args;
  const { office, account, reason } = by;
  const fact: Fact = {
    type: args.fact.type,
    ...(office === null ? {} : { office }),
    details: { ...args.fact.details, account, reason },
  };
  const { receipts, head } = appendReceipts({ chain: log, head: before, facts: [fact], at });
  return { log, receipts, before, head };
}
