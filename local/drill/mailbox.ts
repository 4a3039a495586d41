/** The mails that the product sent, as the officials of the rehearsal find them in their mailboxes. */
import * as z from 'zod';

const MailJson = z.object({
  id: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string().nullable(),
  at: z.iso.datetime(),
  tags: z.record(z.string(), z.string()),
  delivery: z.record(z.string(), z.string()),
});

export type DrillMail = {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  /** `ask`, `remind`, `deputy`, … as the product tags its mails. */
  readonly template: string;
  readonly approvalId: string | undefined;
  readonly at: number;
  readonly bounced: boolean;
  /** The one link of the mail and the six digits beside it, when it asks for something. */
  readonly link: string | undefined;
  readonly code: string | undefined;
  readonly caseId: string | undefined;
};

const LINK = /^(https?:\/\/\S+\/a\/\S+)$/m;
const CODE = /(?:Mã xác nhận|Confirmation code): (\d{3}) (\d{3})/;
const MOST = 1000;

function mailOf(json: z.infer<typeof MailJson>): DrillMail {
  const text = json.text ?? '';
  const [, link] = LINK.exec(text) ?? [];
  const [, first, second] = CODE.exec(text) ?? [];
  const outcomes = Object.entries(json.delivery);
  return {
    id: json.id,
    to: (outcomes[0]?.[0] ?? json.to[0] ?? '').toLowerCase(),
    subject: json.subject,
    template: json.tags['template'] ?? '',
    approvalId: json.tags['approvalId'],
    at: Date.parse(json.at),
    bounced: outcomes.some(([, outcome]) => outcome !== 'delivered'),
    link,
    code: first === undefined ? undefined : `${first}${second}`,
    caseId: /HS-\d{4}-\d{4,}/.exec(text)?.[0],
  };
}

/** Reads what has come since the last look, oldest first. */
export class DrillMailbox {
  readonly #url: string;
  readonly #seen = new Set<string>();
  #since = 0;

  constructor(url: string) {
    this.#url = url;
  }

  get sent(): number {
    return this.#seen.size;
  }

  async unread(): Promise<DrillMail[]> {
    const answer = await fetch(`${this.#url}/_local/mail?since=${this.#since}&limit=${MOST}`);
    const total = Number(answer.headers.get('x-total-count'));
    if (total > MOST) throw new Error(`${total} mails at once: more than one look can hold`);
    const mails = z
      .array(MailJson)
      .parse(await answer.json())
      .map(mailOf);
    const fresh = mails.filter(({ id }) => !this.#seen.has(id)).toReversed();
    for (const { id, at } of fresh) {
      this.#seen.add(id);
      this.#since = Math.max(this.#since, at);
    }
    return fresh;
  }

  /** Makes mail to these addresses come back. */
  async bounce(addresses: readonly string[]): Promise<void> {
    const answer = await fetch(`${this.#url}/_local/mailbox`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ bounce: addresses }),
    });
    if (!answer.ok) throw new Error(`the mailbox does not mark addresses: ${answer.status}`);
  }
}
