/** What the pictures of the guides show: the sample city, two weeks on, with one question asked and one move under way. */
import * as z from 'zod';
import { openPage, press, read } from '#local/drill/page.ts';
import type { Mail, TestHost } from './host.ts';

const LINK = /https?:\/\/\S+\/a\/[^\s?]+/;
const CODE = /Mã xác nhận: (\d{3}) (\d{3})/;
/** Of its vốn kế hoạch 6,800 tỷ đồng lie idle. */
export const IDLE_PROJECT = 'DA-CHONG-NGAP';
/** Reported by District 8, whose reporter signs in for the pictures. */
const PROJECT_OF_DISTRICT_8 = 'DA-MOI-TRUONG-NUOC-GD2';

const Cases = z.object({ items: z.array(z.object({ id: z.string() })).min(1) });
const Approvals = z.object({ approvals: z.array(z.object({ id: z.string(), status: z.string() })) });

/** The link of a mail, at this host: mails of the seeded folder were sent by the host that seeded it. */
function linkIn(host: TestHost, { text }: Mail): string {
  const [link] = LINK.exec(text ?? '') ?? [];
  return link === undefined ? '' : new URL(new URL(link).pathname, host.url).href;
}
/** The code that stands in a mail, as digits. */
export const codeIn = ({ text }: Mail): string =>
  CODE.exec(text ?? '')
    ?.slice(1)
    .join('') ?? '';

async function get<S extends z.ZodType>(host: TestHost, path: string, schema: S): Promise<z.output<S>> {
  const headers = { authorization: `Bearer ${await host.token('chu-tich-thanh-pho')}` };
  return schema.parse(await (await fetch(`${host.url}${path}`, { headers })).json());
}

/** The case of a project, as its id. */
export async function caseOf(host: TestHost, project: string): Promise<string> {
  const { items } = await get(host, `/api/cases?project=${project}`, Cases);
  return items[0]?.id ?? '';
}

/** The mail that asks for what is open in a case, and the link in it. */
export async function askOf(host: TestHost, caseId: string): Promise<{ mail: Mail; link: string }> {
  const { approvals } = await get(host, `/api/cases/${caseId}`, Approvals);
  const open = approvals.find(({ status }) => status === 'open');
  const mail = (await host.mails()).find(({ text }) => open !== undefined && text?.includes(open.id));
  if (mail === undefined) throw new Error(`nobody is asked about ${caseId}`);
  return { mail, link: linkIn(host, mail) };
}

/** The owner gives the case of District 8 back with a question, through the mailed link. */
export async function askReporter(host: TestHost): Promise<void> {
  const { link } = await askOf(host, await caseOf(host, PROJECT_OF_DISTRICT_8));
  const form = openPage((await read(link)).html);
  const comment = 'Còn bao nhiêu hộ chưa có phương án bồi thường?';
  const { status } = await press(link, { ...form?.hidden, outcome: 'return', comment });
  if (status !== 200) throw new Error(`the question was refused with ${status}`);
  await host.advance('PT1M');
}

/** Planning and finance drafts a move of idle capital; the answer is its id. */
export async function draftMove(host: TestHost): Promise<string> {
  const headers = {
    authorization: `Bearer ${await host.token('ke-hoach-von')}`,
    'content-type': 'application/json',
  };
  const reason = 'Vốn không còn khả năng giải ngân trong năm.';
  const amount = 100_000_000_000;
  const donors = [{ projectId: IDLE_PROJECT, amount }];
  const recipients = [{ projectId: 'DA-XUYEN-TAM', amount }];
  const body = JSON.stringify({ donors, recipients, reason });
  const answer = await fetch(`${host.url}/api/moves`, { method: 'POST', headers, body });
  return z.object({ id: z.string() }).parse(await answer.json()).id;
}

/** The answers to the mails of one move. */
export class Movement {
  readonly #host: TestHost;
  readonly #answered = new Set<string>();

  constructor(host: TestHost) {
    this.#host = host;
  }

  /** The newest mail under this subject that is still to be answered. */
  async ask(subject: RegExp): Promise<{ mail: Mail; link: string }> {
    await this.#host.advance('PT1M');
    const [mail] = await this.#asks(subject);
    if (mail === undefined) throw new Error(`no mail about ${subject}`);
    return { mail, link: linkIn(this.#host, mail) };
  }

  /** Everybody asked under this subject agrees, with the code of the mail. */
  async agree(subject: RegExp, document: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.#host.advance('PT1M');
    for (const mail of await this.#asks(subject)) {
      this.#answered.add(mail.id);
      const form = openPage((await read(linkIn(this.#host, mail))).html);
      if (form === null) continue;
      const said = { ...form.hidden, outcome: 'agree', comment: '', code: codeIn(mail), ...document };
      const { status } = await press(linkIn(this.#host, mail), said);
      if (status !== 200) throw new Error(`${mail.subject} was refused with ${status}`);
    }
    await this.#host.advance('PT1M');
  }

  async toCouncil(): Promise<void> {
    await this.agree(/xác nhận số liệu/);
    await this.agree(/thẩm định/);
    await this.agree(/ý kiến trình/);
  }

  /** The signed documents are recorded: the move can still be stopped. */
  async toCooling(): Promise<void> {
    const signed = async (subject: RegExp, documentNumber: string, documentIssuer: string) =>
      this.agree(subject, { documentNumber, documentDate: '08/10/2024', documentIssuer });
    await signed(/ghi nghị quyết/, '100/NQ-HĐND', 'HĐND Thành phố');
    await signed(/ghi quyết định/, '100/QĐ-UBND', 'UBND Thành phố');
  }

  async #asks(subject: RegExp): Promise<readonly Mail[]> {
    const mails = await this.#host.mails();
    return mails.filter((mail) => subject.test(mail.subject) && !this.#answered.has(mail.id));
  }
}
