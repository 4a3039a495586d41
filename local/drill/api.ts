/** The product's API, read with the rights of the auditor: what the rehearsal proves its sums with. */
import * as z from 'zod';

const Page = z.object({ items: z.array(z.unknown()), cursor: z.string().nullable() });
const Token = z.object({ id_token: z.string() });

export const ReceiptJson = z.object({
  type: z.string(),
  approvalId: z.string().optional(),
  details: z.record(z.string(), z.unknown()),
});
export type ReceiptJson = z.infer<typeof ReceiptJson>;

export const CaseJson = z.object({ id: z.string(), status: z.string() });
export const ProjectJson = z.object({
  id: z.string(),
  capital: z.object({ planned: z.int(), disbursed: z.int() }),
  ledgerCount: z.int(),
});
const line = z.object({ projectId: z.string(), amount: z.int() });
export const MoveJson = z.object({
  id: z.string(),
  status: z.string(),
  donors: z.array(line),
  recipients: z.array(line),
});
export const EntryJson = z.object({
  projectId: z.string(),
  side: z.enum(['debit', 'credit']),
  amount: z.int(),
  balance: z.int(),
});

export class DrillApi {
  readonly #url: string;
  #token: string | undefined;

  constructor(url: string) {
    this.#url = url;
  }

  async #headers(): Promise<Record<string, string>> {
    if (this.#token === undefined) {
      const answer = await fetch(`${this.#url}/_local/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username: 'kiem-toan' }),
      });
      if (!answer.ok) throw new Error(`no token for the auditor: ${answer.status} ${await answer.text()}`);
      this.#token = Token.parse(await answer.json()).id_token;
    }
    return { authorization: `Bearer ${this.#token}` };
  }

  async get(path: string): Promise<unknown> {
    const answer = await fetch(`${this.#url}${path}`, { headers: await this.#headers() });
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  /** All pages of a list. */
  async all<T>(path: string, item: z.ZodType<T>): Promise<T[]> {
    const found: T[] = [];
    let cursor: string | null = null;
    do {
      const more = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page = Page.parse(await this.get(`${path}${path.includes('?') ? '&' : '?'}limit=100${more}`));
      found.push(...page.items.map((each) => item.parse(each)));
      cursor = page.cursor;
    } while (cursor !== null);
    return found;
  }

  /** Cases in a state of the queue. */
  cases(state: 'open' | 'paused' | 'closed') {
    return this.all(`/api/queue?state=${state}`, CaseJson);
  }

  async projects() {
    const groups = ['siteClearance', 'newStart', 'ongoing', 'procedural', 'metro'];
    const lists = await Promise.all(
      groups.map((group) => this.all(`/api/projects?group=${group}`, ProjectJson)),
    );
    return lists.flat();
  }

  moves() {
    return this.all('/api/moves', MoveJson);
  }

  receiptsOfCase(id: string) {
    return this.all(`/api/cases/${id}/receipts`, ReceiptJson);
  }

  async receiptsOfMove(id: string): Promise<ReceiptJson[]> {
    const View = z.object({ receipts: z.array(ReceiptJson) });
    return View.parse(await this.get(`/api/moves/${id}`)).receipts;
  }

  entriesOf(projectId: string) {
    return this.all(`/api/projects/${projectId}/ledger`, EntryJson);
  }

  /** True when a case is still open or paused. */
  async anyOpen(): Promise<boolean> {
    for (const state of ['open', 'paused']) {
      const page = Page.parse(await this.get(`/api/queue?state=${state}&limit=1`));
      if (page.items.length > 0) return true;
    }
    return false;
  }
}
