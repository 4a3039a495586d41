/** The main job as a rehearsal: every decision is taken through the links in the mails, over HTTP, until all is decided. */
import { DrillApi } from './api.ts';
import type { HostProcess } from './host-process.ts';
import { type DrillMail, DrillMailbox } from './mailbox.ts';
import { type Answer, actsAt, answerTo, bouncedAddresses, type Memory } from './officials.ts';
import { openPage, overtaken, press, read } from './page.ts';

const DAY_MS = 86_400_000;
const VIETNAM_MS = 7 * 3_600_000;
/** A rehearsal that is not over by then has gone wrong. */
const LONGEST_MS = 400 * DAY_MS;
/** Officials who press at the same moment. */
const AT_ONCE = 20;

/** What the officials did, to be held against what the product says happened. */
export type Deeds = {
  /** Decisions that the product confirmed to whoever took them, by approval: what was decided. */
  readonly accepted: Map<string, string>;
  clicked: number;
  /** A second press on a link, or one after somebody else's, that rightly changed nothing. */
  repeated: number;
  refused: string[];
};

export type Progress = (state: {
  readonly now: number;
  readonly accepted: number;
  readonly sent: number;
}) => void;

type Act = { readonly at: number; readonly mail: DrillMail };

export class Rehearsal {
  readonly deeds: Deeds = { accepted: new Map(), clicked: 0, repeated: 0, refused: [] };
  readonly #seed: number;
  readonly #memory: Memory = { asked: new Set(), declined: new Set() };
  readonly #acts: Act[] = [];
  #documents = 0;
  readonly #host: HostProcess;
  readonly #mailbox: DrillMailbox;
  readonly #api: DrillApi;

  constructor(host: HostProcess, seed: number) {
    this.#seed = seed;
    this.#host = host;
    this.#mailbox = new DrillMailbox(host.url);
    this.#api = new DrillApi(host.url);
  }

  get api(): DrillApi {
    return this.#api;
  }

  get mailsSent(): number {
    return this.#mailbox.sent;
  }

  /** Plays until no case is open. */
  async play(progress: Progress): Promise<void> {
    const host = this.#host;
    await host.insist(async () => this.#mailbox.bounce(bouncedAddresses(this.#seed)));
    const began = (await host.insist(async () => host.clock())).now;
    for (;;) {
      await host.insist(async () => host.advanceTo(0));
      await this.#readMails();
      const { now, next } = await host.insist(async () => host.clock());
      progress({ now, accepted: this.deeds.accepted.size, sent: this.mailsSent });
      if (now - began > LONGEST_MS) throw new Error('the rehearsal does not come to an end');
      const first = this.#acts[0]?.at;
      if (first === undefined && !(await host.insist(async () => this.#api.anyOpen()))) return;
      const target = Math.min(first ?? Number.POSITIVE_INFINITY, next ?? Number.POSITIVE_INFINITY);
      if (!Number.isFinite(target)) throw new Error('cases are open, and nothing will ever happen to them');
      await host.insist(async () => host.advanceTo(target));
      await this.#actOnDue();
    }
  }

  async #readMails(): Promise<void> {
    for (const mail of await this.#host.insist(async () => this.#mailbox.unread())) {
      const at = actsAt(this.#seed, mail);
      if (at !== null) this.#acts.push({ at, mail });
    }
    this.#acts.sort((one, other) => one.at - other.at || (one.mail.id < other.mail.id ? -1 : 1));
  }

  async #actOnDue(): Promise<void> {
    const { now } = await this.#host.insist(async () => this.#host.clock());
    const later = this.#acts.findIndex(({ at }) => at > now);
    const due = this.#acts.splice(0, later === -1 ? this.#acts.length : later);
    for (let index = 0; index < due.length; index += AT_ONCE) {
      await Promise.all(
        due
          .slice(index, index + AT_ONCE)
          .map(({ mail }) => this.#host.insist(async () => this.#act(mail, now))),
      );
    }
  }

  /** An official opens the mail's link, reads, decides, and presses the button; some press again. */
  async #act(mail: DrillMail, now: number): Promise<void> {
    const { link } = mail;
    if (link === undefined) return;
    const seen = await read(link);
    this.deeds.clicked += 1;
    const page = openPage(seen.html);
    if (page === null) {
      this.deeds.repeated += 1;
      return;
    }
    const answer = answerTo(this.#seed, mail, page, this.#memory);
    const fields = { ...page.hidden, ...this.#fieldsOf(answer, mail, now) };
    const sent = await press(link, fields);
    if (sent.status === 200 && openPage(sent.html) === null) {
      this.deeds.accepted.set(mail.approvalId ?? link, answer.outcome);
      const again = await press(link, fields);
      if (again.status === 200) this.deeds.repeated += 1;
      return;
    }
    if (overtaken(sent)) {
      this.deeds.repeated += 1;
      return;
    }
    this.deeds.refused.push(`${sent.status} ${mail.subject}: ${problemIn(sent.html)}`);
  }

  #fieldsOf(answer: Answer, mail: DrillMail, now: number): Record<string, string> {
    const today = (days: number) => new Date(now + VIETNAM_MS + days * DAY_MS).toISOString().slice(0, 10);
    const signed = answer.document
      ? {
          documentNumber: `${++this.#documents}/${this.#seed}/NQ-QĐ-DT`,
          documentDate: today(0),
          documentIssuer: 'Diễn tập: cơ quan ban hành',
        }
      : {};
    return {
      outcome: answer.outcome,
      comment: answer.comment,
      code: mail.code ?? '',
      ...(answer.doByDays === undefined ? {} : { doBy: today(answer.doByDays) }),
      ...signed,
    };
  }
}

function problemIn(html: string): string {
  const [, list = ''] = /<div class="alert[^>]*>([\s\S]*?)<\/div>/.exec(html) ?? [];
  return list
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
}
