import './stage/environment.ts';
import type { Page } from '#adapters/dynamo/verbs.ts';
import type { Approval, OpenApproval } from '#domain/approval.ts';
import { workingDayAt } from '#domain/calendar-count.ts';
import type { Case, PauseReason } from '#domain/case.ts';
import { closeCase, escalateCase, reassignCase, urge } from '#domain/case-command.ts';
import { pauseCase, resumeCase } from '#domain/case-pause.ts';
import { type CaseId, MoveId, OfficeId, ProjectId } from '#domain/ids.ts';
import { logLine } from '#domain/log.ts';
import type { Move } from '#domain/move.ts';
import { Office } from '#domain/office.ts';
import type { Project } from '#domain/project.ts';
import type { ChainId, FactType, Receipt } from '#domain/receipt.ts';
import {
  epochMs,
  type Instant,
  instantAt,
  instantOf,
  LocalDate,
  type LocalTime,
  localDateOf,
} from '#domain/time.ts';
import { mailEvent } from '#functions/mail-events/handler.ts';
import { Backstage, type StageOptions } from './stage/backstage.ts';
import { arnOfMachine, executionsOf, historyOf, type MachineName, pathOf } from './stage/machines.ts';
import type { SentMail } from './stage/mailbox.ts';
import { type Answer, formOf, openPage, press, type Typed } from './stage/page.ts';
import { blockerOf, calendar, FLOOD, officeOf } from './stage/world.ts';

/** The office whose people command cases here. */
const LEADERSHIP = OfficeId.parse('city-chairman');

async function everyPage<T>(read: (cursor: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const found: T[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await read(cursor ?? undefined);
    found.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== null);
  return found;
}

/** The same hour of another day. */
function onDay(now: Instant, date: LocalDate): Instant {
  return instantOf(
    epochMs(now) + epochMs(instantAt(date, '00:00')) - epochMs(instantAt(localDateOf(now), '00:00')),
  );
}

/** The product on a stage, told in verbs; each verb returns when everything that follows at that time has happened. */
export class Stage {
  readonly back: Backstage;
  readonly #project: ProjectId;

  private constructor(back: Backstage, project: string) {
    this.back = back;
    this.#project = ProjectId.parse(project);
  }

  static async open(options: StageOptions): Promise<Stage> {
    const [first = FLOOD] = options.projects ?? [];
    return new Stage(await Backstage.open(options), first);
  }

  /** The blocker of the sample project is reported, by its district unless told: its case starts. */
  async report({ project = this.#project, by }: { project?: string; by?: string } = {}): Promise<void> {
    const { deps } = this.back;
    const reported = { ...blockerOf(project), reportedAt: deps.now() };
    const blocker = by === undefined ? reported : { ...reported, reportedBy: OfficeId.parse(by) };
    const effect = { type: 'startCase' as const, projectId: blocker.projectId, blockerId: blocker.id };
    await deps.reportBlocker(blocker, [effect], deps.now());
    await this.back.settle();
  }

  async start(machine: MachineName, input: object, name?: string): Promise<void> {
    const stateMachineArn = arnOfMachine(machine);
    const named = name === undefined ? {} : { name };
    await this.back.engine.handle('StartExecution', {
      stateMachineArn,
      input: JSON.stringify(input),
      ...named,
    });
  }

  settle(): Promise<void> {
    return this.back.settle();
  }

  /** The clock goes on by so many working days, to the same time of day. */
  async passWorkingDays(days: number): Promise<void> {
    const now = this.back.clock.now();
    await this.back.passTo(onDay(now, localDateOf(workingDayAt(calendar, now, days, '08:00'))));
  }

  /** The clock goes on to this time in Vietnam. */
  async passTo(date: string, time: LocalTime): Promise<void> {
    await this.back.passTo(instantAt(LocalDate.parse(date), time));
  }

  /** Mails to anybody of the office, in order. */
  mailsTo(office: string): SentMail[] {
    const { holders, deputies } = officeOf(office);
    const emails = new Set<string>([...holders, ...deputies].map(({ email }) => email));
    return this.back.mailbox.mails.filter(({ to }) => emails.has(to));
  }

  /** What the office was mailed, by template. */
  lettersTo(office: string): string[] {
    return this.mailsTo(office).map(({ tags }) => tags.template);
  }

  /** The last mail to the office (to this address of it) that carries a code: an ask that can be answered. */
  askOf(office: string, to?: string): SentMail & { readonly link: string } {
    const mail = this.mailsTo(office).findLast(
      (each) => each.code !== undefined && (to === undefined || each.to === to),
    );
    if (mail?.link === undefined) throw new Error(`${office} was not asked`);
    return { ...mail, link: mail.link };
  }

  /** Somebody of the office opens the last mail's link, fills the form in and presses the button. */
  async answer(office: string, outcome: string, typed: Typed = {}): Promise<Answer> {
    const answer = await this.answerMail(this.askOf(office), outcome, typed);
    await this.back.settle();
    return answer;
  }

  /** Answers a certain mail, and lets nothing follow yet. */
  async answerMail(mail: SentMail, outcome: string, typed: Typed = {}): Promise<Answer> {
    const { deps } = this.back;
    const { link = '', code = '' } = mail;
    const { html } = await openPage(deps, link);
    return press(deps, link, formOf(html, outcome, { code, ...typed }));
  }

  /** What the link of the mail shows now. */
  look({ link = '' }: SentMail): Promise<Answer> {
    return openPage(this.back.deps, link);
  }

  /** SES tells that the mail did not arrive. */
  async bounce(mail: SentMail): Promise<void> {
    const { approvalId, template } = mail.tags;
    await mailEvent(this.back.deps, {
      detail: {
        eventType: 'Bounce',
        mail: {
          messageId: mail.id,
          destination: [mail.to],
          timestamp: mail.at,
          tags: { approvalId: [approvalId], template: [template] },
        },
        bounce: {
          bounceType: 'Permanent',
          bounceSubType: 'General',
          bouncedRecipients: [{ emailAddress: mail.to }],
        },
      },
    });
    await this.back.settle();
  }

  async caseId(projectId: string = this.#project): Promise<CaseId> {
    const { id, projectId: project } = blockerOf(projectId);
    const found = await this.back.deps.findCaseOfBlocker({ projectId: project, blockerId: id });
    if (found === null) throw new Error(`no case was opened for ${projectId}`);
    return found;
  }

  async case(projectId?: string): Promise<Case> {
    return this.back.deps.getCase(await this.caseId(projectId));
  }

  /** The office that holds the case, and the rung. */
  async holder(): Promise<{ office: string; rung: number }> {
    const record = await this.case();
    if (!('holder' in record)) throw new Error(`nobody holds a case that is ${record.status}`);
    return { office: record.holder, rung: record.rung };
  }

  async approvals(projectId?: string): Promise<Approval[]> {
    const id = await this.caseId(projectId);
    return everyPage((cursor) => this.back.deps.approvalsOfCase(id, { limit: 100, cursor }));
  }

  /** The only open approval of the case. */
  async openAsk(): Promise<OpenApproval> {
    const open = await this.back.deps.openApprovalsOfCase(await this.caseId());
    const [only, ...more] = open;
    if (only === undefined || more.length > 0) throw new Error(`${open.length} approvals are open`);
    return only;
  }

  async receipts(chain?: ChainId): Promise<Receipt[]> {
    const id = chain ?? (await this.caseId());
    return everyPage((cursor) => this.back.deps.receiptsOf(id, { limit: 200, cursor }));
  }

  async facts(chain?: ChainId): Promise<FactType[]> {
    return (await this.receipts(chain)).map(({ type }) => type);
  }

  /** The move of the case: the one it was last given. */
  async move(projectId?: string): Promise<Move> {
    const moves = await this.back.deps.movesOfCase(await this.caseId(projectId));
    const last = moves.toSorted((left, right) => (left.id < right.id ? -1 : 1)).at(-1);
    if (last === undefined) throw new Error('the case has no move');
    return last;
  }

  moveOf(id: string): Promise<Move> {
    return this.back.deps.getMove(MoveId.parse(id));
  }

  project(id: string = this.#project): Promise<Project> {
    return this.back.deps.getProject(ProjectId.parse(id));
  }

  executions(machine: MachineName) {
    return executionsOf(this.back.engine, machine);
  }

  /** The events of every execution of the machine, oldest execution first. */
  async history(machine: MachineName): Promise<string[][]> {
    const found = await this.executions(machine);
    return Promise.all(found.map(({ executionArn }) => historyOf(this.back.engine, executionArn)));
  }

  /** The states that the newest execution of the machine went through. */
  async path(machine: MachineName): Promise<string[]> {
    const last = (await this.executions(machine)).at(-1);
    return last === undefined ? [] : pathOf(this.back.engine, last.executionArn);
  }

  async pause(reason: PauseReason, reviewOn: string): Promise<void> {
    await this.pauseNow(reason, reviewOn);
    await this.back.settle();
  }

  /** Pauses the case, and lets nothing follow yet. */
  async pauseNow(reason: PauseReason, reviewOn: string): Promise<void> {
    const { deps } = this.back;
    const [record, now] = [await this.case(), deps.now()];
    const change = pauseCase({
      case: record,
      openApprovals: await deps.openApprovalsOfCase(record.id),
      reason,
      note: '',
      reviewOn: LocalDate.parse(reviewOn),
      calendar,
      now,
      by: LEADERSHIP,
    });
    await deps.commit(change, now);
  }

  async resume(): Promise<void> {
    const { deps } = this.back;
    const [record, now] = [await this.case(), deps.now()];
    const openApprovals = await deps.openApprovalsOfCase(record.id);
    await deps.commit(resumeCase({ case: record, openApprovals, calendar, now, by: LEADERSHIP }), now);
    await this.back.settle();
  }

  async reassign(to: string): Promise<void> {
    const { deps } = this.back;
    const [record, approval, now] = [await this.case(), await this.openAsk(), deps.now()];
    const office = await deps.getOffice(OfficeId.parse(to));
    await deps.commit(reassignCase({ case: record, approval, office, now, by: LEADERSHIP }), now);
    await this.back.settle();
  }

  /** Leadership takes the case up a rung. */
  async escalate(reason: string): Promise<void> {
    const { deps } = this.back;
    const [record, approval, now] = [await this.case(), await this.openAsk(), deps.now()];
    const ladder = await deps.ladderOf(record.ladderVersion);
    await deps.commit(escalateCase({ case: record, approval, ladder, reason, now, by: LEADERSHIP }), now);
    await this.back.settle();
  }

  /** Leadership closes the case as out of scope. */
  async close(reason: string): Promise<void> {
    const { deps } = this.back;
    const [record, now] = [await this.case(), deps.now()];
    const change = closeCase({
      case: record,
      openApprovals: await deps.openApprovalsOfCase(record.id),
      ladder: await deps.ladderOf(record.ladderVersion),
      ground: 'court',
      reason,
      confirm: record.id,
      now,
      by: await deps.getOffice(LEADERSHIP),
    });
    await deps.commit(change, now);
    await this.back.settle();
  }

  async urge(): Promise<void> {
    const { deps } = this.back;
    const [record, approval, now] = [await this.case(), await this.openAsk(), deps.now()];
    await deps.commit(urge({ approval, case: record, confirmed: false, by: LEADERSHIP, now }), now);
    await this.back.settle();
  }

  /** The holder of the office is away on the days from `from` until before `to`. */
  async away(id: string, from: string, to: string): Promise<void> {
    const { deps } = this.back;
    const office = await deps.getOffice(OfficeId.parse(id));
    const holders = office.holders.map((holder) => ({ ...holder, absences: [{ from, to }] }));
    const away = Office.parse({ ...office, holders, version: office.version + 1 });
    const line = logLine({
      log: office.id,
      head: await deps.logHead(office.id),
      fact: { type: 'absenceRecorded', details: { from, to } },
      by: { office: null, account: 'user-1', reason: 'test' },
      at: deps.now(),
    });
    await deps.changeOffice(away, line, []);
  }
}
