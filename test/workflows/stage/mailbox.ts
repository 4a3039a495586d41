import type { Mail, OutgoingMail, SendResult } from '#adapters/mail.ts';
import type { Instant } from '#domain/time.ts';

/** Where the links of the stage's mails lead. */
export const BASE_URL = 'https://khoi-thong.example';

/** One mail as it went out; `link` is what stands after `/a/`, `code` its six digits. */
export type SentMail = OutgoingMail & {
  readonly id: string;
  readonly at: Instant;
  readonly link?: string;
  readonly code?: string;
};

const LINK = /\/a\/(YK[0-9A-Z]{10}\.[\w-]{43})/;
const CODE = /: (\d{3}) (\d{3})$/m;

/** Takes every mail as SES would, keeps it, and gives its link and code back; some addresses are refused at once. */
export class Mailbox implements Pick<Mail, 'sendMail'> {
  readonly mails: SentMail[] = [];
  /** Addresses that SES refuses. */
  readonly refused = new Set<string>();
  readonly #now: () => Instant;

  constructor(now: () => Instant) {
    this.#now = now;
  }

  readonly sendMail = async (mail: OutgoingMail): Promise<SendResult> => {
    if (this.refused.has(mail.to)) return { outcome: 'refused', reason: 'bad address' };
    const [, link] = LINK.exec(mail.text) ?? [];
    const [, left, right] = CODE.exec(mail.text) ?? [];
    const id = `mail-${this.mails.length + 1}`;
    this.mails.push({
      ...mail,
      id,
      at: this.#now(),
      ...(link === undefined ? {} : { link }),
      ...(left === undefined || right === undefined ? {} : { code: `${left}${right}` }),
    });
    return { outcome: 'sent', messageId: id };
  };
}
