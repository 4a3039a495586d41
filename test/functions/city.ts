import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { TABLES } from '#adapters/dynamo/tables.ts';
import type { Files } from '#adapters/files.ts';
import { createSolver } from '#adapters/solver.ts';
import { type CaseId, type MoveId, ProjectId } from '#domain/ids.ts';
import type { Solve } from '#domain/mip.ts';
import type { OfficeKind } from '#domain/office.ts';
import { hashOf } from '#domain/receipt-chain.ts';
import type { Rules } from '#domain/rules.ts';
import { type Instant, instantAt, LocalDate, type LocalTime } from '#domain/time.ts';
import { askOfficesFor } from '#functions/ask-for-move/handler.ts';
import { askOfficeFor } from '#functions/ask-office/handler.ts';
import { logger } from '#functions/boundary.ts';
import type { Deps as MailDeps } from '#functions/drain-outbox/deps.ts';
import { drain } from '#functions/drain-outbox/handler.ts';
import { openCaseOf } from '#functions/open-case/handler.ts';
import { newApprovalId, type State } from '#functions/state.ts';
import { makeTestBed, type TestBed } from '#test/adapters/dynamo/bed.ts';
import { aBlocker, aCalendar, aLadder, anOffice, aProject, at, aUnit } from '#test/domain/builders.ts';
import { rulesOf } from '#test/domain/capital-samples.ts';
import { TestFiles } from './files.ts';

/** A small city on a real store: enough offices and projects for every path, a clock to set, and what left the product. */

/** One thread for all cities of a test file. */
const solve = createSolver();

type Sent = Parameters<MailDeps['sendMail']>[0];

/** A mail that was sent, with the link and the code that stand in it. */
export type Letter = Sent & { readonly link: string; readonly code: string };

export const RULES: Rules = rulesOf('2024-10-08');

function offices() {
  const named = (kind: OfficeKind, ids: readonly string[], unit?: string) =>
    ids.map((id) => anOffice(id, { kind, ...(unit === undefined ? {} : { unit }) }));
  return [
    ...named('owner', ['owner-tcip', 'owner-xuyentam']),
    ...named('reporter', ['reporter-776', 'district-chair-776', 'district-secretary-776'], '776'),
    ...named('reporter', ['reporter-778', 'district-chair-778', 'district-secretary-778'], '778'),
    ...named('reporter', ['reporter-765'], '765'),
    ...named('department', ['department-planning', 'department-environment']),
    ...named('department', ['appraiser-1', 'appraiser-2', 'appraiser-3']),
    ...named('cityChairman', ['city-chairman']),
    ...named('standingCommittee', ['standing-committee']),
    ...named('council', ['council-office']),
    ...named('committee', ['committee-office']),
    ...named('finance', ['finance']),
    ...named('duty', ['duty']),
  ];
}

const figures = (planned: number, disbursed: number, absorbable: number) => ({
  capital: { ...aProject().capital, planned, disbursed, absorbable },
});

/** Flood control (6,800 tỷ idle), a canal that can take 11,000 tỷ, a park in another district, one that is closed. */
export const projects = [
  aProject(),
  aProject({
    id: 'DA-XUYENTAM',
    name: { vi: 'Rạch Xuyên Tâm', en: 'Xuyên Tâm canal' },
    group: 'siteClearance',
    owner: 'owner-xuyentam',
    units: ['778'],
    ...figures(5000e9, 1000e9, 15_000e9),
  }),
  aProject({ id: 'DA-CONGVIEN', units: ['765'], reporter: 'reporter-765', ...figures(50e9, 10e9, 20e9) }),
  aProject({ id: 'DA-DADONG', closed: true, ...figures(10e9, 10e9, 0) }),
];

export class City {
  now: Instant = at('2024-10-08', '10:00');
  readonly letters: Letter[] = [];
  readonly told: Sent[] = [];
  readonly started: { readonly stateMachineArn: string; readonly name: string }[] = [];
  readonly answered: string[] = [];
  /** Addresses that the mail service refuses for good. */
  readonly refused = new Set<string>();
  readonly deps: State & Files & { readonly solve: Solve };
  readonly files = new TestFiles();
  readonly mail: MailDeps;
  readonly #bed: TestBed;
  #messages = 0;

  private constructor(bed: TestBed) {
    this.#bed = bed;
    this.deps = { ...bed.registry, ...this.files.verbs, now: () => this.now, newApprovalId, solve };
    this.mail = {
      ...this.deps,
      baseUrl: 'https://city.example',
      unblockProjectArn: 'arn:unblock',
      reallocateCapitalArn: 'arn:reallocate',
      sendMail: (mail) => Promise.resolve(this.#send(mail)),
      startExecution: ({ stateMachineArn, name }) => {
        this.started.push({ stateMachineArn, name });
        return Promise.resolve('started');
      },
      answerToken: (token) => {
        this.answered.push(token);
        return Promise.resolve('answered');
      },
    };
  }

  static async found(endpoint: string): Promise<City> {
    logger.setLogLevel('SILENT');
    const city = new City(await makeTestBed(endpoint));
    const blockers = [
      aBlocker(),
      aBlocker({ id: 'VM-CONGVIEN-1', projectId: 'DA-CONGVIEN', reportedBy: 'reporter-765' }),
    ];
    await city.deps.importRows({
      units: ['765', '776', '778'].map((code) => aUnit(code)),
      calendars: [aCalendar()],
      ladders: [aLadder()],
      rules: [RULES],
    });
    await city.deps.importRows({ offices: offices() });
    await city.deps.importRows({ projects });
    await city.deps.importRows({ blockers });
    return city;
  }

  projectId(id: string): ProjectId {
    return ProjectId.parse(id);
  }

  get tableNames() {
    return this.#bed.tableNames;
  }

  clock(date: string, time: LocalTime = '10:00'): void {
    this.now = instantAt(LocalDate.parse(date), time);
  }

  #send(mail: Sent): Awaited<ReturnType<MailDeps['sendMail']>> {
    if (this.refused.has(mail.to)) return { outcome: 'refused', reason: 'Address is on the list' };
    const [, link = ''] = /https:\/\/city\.example\/a\/(\S+)/.exec(mail.text) ?? [];
    const [, first = '', last = ''] = /: (\d{3}) (\d{3})$/m.exec(mail.text) ?? [];
    const code = `${first}${last}`;
    this.told.push(mail);
    if (link !== '') this.letters.push({ ...mail, link: link.split('?')[0] ?? '', code });
    this.#messages += 1;
    return { outcome: 'sent', messageId: `m-${this.#messages}` };
  }

  /** Carries out what is queued, and what that queues, until nothing is left. */
  async drain(mail: MailDeps = this.mail): Promise<void> {
    for (;;) {
      const pending = await this.deps.pendingOlderThan(at('2030-01-01'), 100);
      if (pending.length === 0) return;
      for (const { id } of pending) await drain(mail, streamRecord(id));
    }
  }

  /** Opens the case of the flood-control blocker and asks its first office; mails are sent. */
  async askedCase(blocker = aBlocker()): Promise<CaseId> {
    const { projectId, id: blockerId } = blocker;
    const { caseId } = await openCaseOf(this.deps, { projectId, blockerId });
    await askOfficeFor(this.deps, { caseId });
    await this.drain();
    return caseId;
  }

  /** Asks whatever the case, or the move, needs now, and sends the mails. */
  async ask(subject: { caseId: CaseId } | { moveId: MoveId }): Promise<void> {
    if ('caseId' in subject) await askOfficeFor(this.deps, subject);
    else await askOfficesFor(this.deps, subject);
    await this.drain();
  }

  /** The newest mail with a link to this address. */
  letterTo(email: string): Letter {
    const letter = this.letters.findLast(({ to }) => to === email);
    if (letter === undefined) throw new Error(`no mail with a link to ${email}`);
    return letter;
  }

  /** Every item of both tables by its key, as a hash: equal lists mean that nothing was changed. Counters may skip. */
  async contents(): Promise<string[]> {
    const { client, tableNames } = this.#bed;
    const tables = await Promise.all(
      TABLES.map(({ name }) => client.send(new ScanCommand({ TableName: tableNames[name] }))),
    );
    return tables
      .flatMap(({ Items = [] }) => Items)
      .map((item) => `${item['pk'] ?? item['id']} ${item['sk'] ?? ''} ${hashOf(item).slice(0, 12)}`)
      .filter((line) => !line.startsWith('COUNTER'))
      .toSorted();
  }
}

export function streamRecord(id: string, eventName: 'INSERT' | 'MODIFY' = 'INSERT'): DynamoDBRecord {
  return { eventName, dynamodb: { Keys: { id: { S: id } }, SequenceNumber: id } };
}
