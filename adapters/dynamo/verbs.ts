import type { Approval, OpenApproval } from '#domain/approval.ts';
import type { Blocker } from '#domain/blocker.ts';
import type { Calendar } from '#domain/calendar.ts';
import type { GroupTotal } from '#domain/capital-sums.ts';
import type { Case } from '#domain/case.ts';
import type { CaseGlance, CaseState } from '#domain/case-glance.ts';
import type { Change } from '#domain/change.ts';
import type { Draft } from '#domain/draft.ts';
import type { Effect, OutboxItem } from '#domain/effect.ts';
import type {
  ApprovalId,
  BlockerId,
  CaseId,
  DraftCode,
  ImportId,
  MoveId,
  OfficeId,
  ProjectId,
  UnitCode,
} from '#domain/ids.ts';
import type { ImportRecord } from '#domain/import.ts';
import type { Ladder } from '#domain/ladder.ts';
import type { LedgerEntry } from '#domain/ledger.ts';
import type { LogLine } from '#domain/log.ts';
import type { EntryRef, Move, MoveStatus } from '#domain/move.ts';
import type { Office, OfficeKind } from '#domain/office.ts';
import type { Plan, PlanId } from '#domain/plan.ts';
import type { Project, ProjectGroup } from '#domain/project.ts';
import type { ChainHead, ChainId, LogId, Receipt } from '#domain/receipt.ts';
import type { WeekFigures, WeekHead } from '#domain/report/kept-week.ts';
import type { IsoWeek } from '#domain/report/week.ts';
import type { Rules } from '#domain/rules.ts';
import type { Instant, LocalDate } from '#domain/time.ts';
import type { Unit } from '#domain/unit.ts';

/**
 * What can be asked of the registry, by area; each function depends only on the verbs that it needs.
 *
 * `get…` reads consistently and refuses with `<noun>.unknown` what does not exist; `find…` answers null instead.
 * A stored item that does not pass its schema is a defect: an Error that names the item's key, never a Refusal.
 */

/** `limit` 1 to 200; `cursor` is what the page before answered, and belongs to the same question. Otherwise `input.invalid`. */
export type PageRequest = { readonly limit: number; readonly cursor?: string | undefined };

/** `cursor` is null on the last page. */
export type Page<T> = { readonly items: readonly T[]; readonly cursor: string | null };

export type CommitVerbs = {
  /**
   * Writes the whole change in one conditional transaction at `at`, and answers the outbox items that it queued. A case
   * of version 0 claims its blocker, for good: one blocker, one case (`case.alreadyOpen` names the other).
   * Refusals: `case|approval|move|project|blocker.unknown`; `approval.decided|expired|withdrawn|undeliverable` (details `at`, and
   * `by`, `outcome` or `reason`), `approval.newerGeneration`; `case|approval|move.changed` (a project or ledger that has
   * moved on is `move.changed`); `move.documentUsed`; `system.busy` when others kept writing the same records.
   */
  commit(change: Change, at: Instant): Promise<readonly OutboxItem[]>;
  /** Stores a new blocker as one without a case, with what must follow. The same report again changes nothing. */
  reportBlocker(blocker: Blocker, effects: readonly Effect[], at: Instant): Promise<readonly OutboxItem[]>;
  /** A fresh number in the year; numbers may be skipped, never given twice. */
  nextCaseId(year: number): Promise<CaseId>;
  nextMoveId(year: number): Promise<MoveId>;
};

/** `before`: only what is due (or reviewed, or closed) earlier; with `state` open this is the list of overdue cases. */
export type QueueQuestion = { readonly before?: Instant | undefined } & (
  | { readonly by: 'due'; readonly state?: CaseState | undefined }
  | { readonly by: 'rung'; readonly rung: number }
  | { readonly by: 'unit'; readonly unit: UnitCode; readonly state?: CaseState | undefined }
  | { readonly by: 'office'; readonly office: OfficeId }
);

/** A case at a glance, and when it was last written. */
export type SeenCase = CaseGlance & { readonly changedAt: Instant };

export type CaseVerbs = {
  getCase(id: CaseId): Promise<Case>;
  /** The case that was opened for the blocker, open or closed; null when there is none yet. */
  findCaseOfBlocker(blocker: { projectId: ProjectId; blockerId: BlockerId }): Promise<CaseId | null>;
  casesOfProject(projectId: ProjectId, page: PageRequest): Promise<Page<Case>>;
  /** Earliest first; cases without a due time come last. `state` is open unless told; closed cases come newest first. */
  queue(question: QueueQuestion, page: PageRequest): Promise<Page<Case>>;
  /** Those that exist, in the order of `ids`; read consistently, so that a list shows what was just changed. */
  findCases(ids: readonly CaseId[]): Promise<readonly Case[]>;
  /**
   * What lists know of every case, in no order. The first call reads all of them (about 300 bytes each), later calls what has
   * changed since the one before, at `now`.
   */
  caseGlances(now: Instant): Promise<readonly SeenCase[]>;
  /** Oldest first, or newest first. A chain without receipts is an empty page. */
  receiptsOf(
    chain: ChainId,
    page: PageRequest & { newestFirst?: boolean | undefined },
  ): Promise<Page<Receipt>>;
};

export type ApprovalVerbs = {
  getApproval(id: ApprovalId): Promise<Approval>;
  /** Those that exist, in the order of `ids`; for lists, so not read consistently. */
  findApprovals(ids: readonly ApprovalId[]): Promise<readonly Approval[]>;
  /** Read consistently: what a decision must close when the case ends. */
  openApprovalsOfCase(id: CaseId): Promise<readonly OpenApproval[]>;
  /** In order of asking. */
  approvalsOfCase(id: CaseId, page: PageRequest): Promise<Page<Approval>>;
  /** Every ask about a move, in order of asking; read consistently. */
  approvalsOfMove(id: MoveId): Promise<readonly Approval[]>;
  /** The asks of one ballot (`policy.ballot`) of a move; read consistently. */
  ballotOf(id: MoveId, ballot: string): Promise<readonly Approval[]>;
  /** `open` by due time, earliest first; `past` by the time they ended, newest first. */
  approvalsOfOffice(id: OfficeId, which: 'open' | 'past', page: PageRequest): Promise<Page<Approval>>;
};

export type OpenAsksVerbs = {
  /**
   * Open asks of the whole city by when their silence ends (a stopped clock: by when it is looked at again), earliest
   * first; `before`: only those for which that time is earlier.
   */
  openApprovals(
    question: { readonly before?: Instant | undefined },
    page: PageRequest,
  ): Promise<Page<OpenApproval>>;
};

export type MoveVerbs = {
  getMove(id: MoveId): Promise<Move>;
  movesOfCase(id: CaseId): Promise<readonly Move[]>;
  /** Newest first; all of them, or those of one status. */
  listMoves(status: MoveStatus | 'all', page: PageRequest): Promise<Page<Move>>;
};

export type BlockedProject = { readonly projectId: ProjectId; readonly blockerId: BlockerId };

export type ProjectVerbs = {
  getProject(id: ProjectId): Promise<Project>;
  /** The projects that exist, each once. */
  findProjects(ids: readonly ProjectId[]): Promise<readonly Project[]>;
  /** In the order of `ids`; refuses with `project.unknown` when one does not exist. */
  getProjects(ids: readonly ProjectId[]): Promise<readonly Project[]>;
  findBlocker(blocker: { projectId: ProjectId; blockerId: BlockerId }): Promise<Blocker | null>;
  /** Those that exist, in any order; for lists, so not read consistently. */
  findBlockers(
    blockers: readonly { projectId: ProjectId; blockerId: BlockerId }[],
  ): Promise<readonly Blocker[]>;
  blockersOf(id: ProjectId, page: PageRequest): Promise<Page<Blocker>>;
  /** Blockers for which no case was opened yet, oldest report first. */
  blockedProjects(page: PageRequest): Promise<Page<BlockedProject>>;
  projectsOfGroup(group: ProjectGroup, page: PageRequest): Promise<Page<Project>>;
  /** Most idle capital first; projects without idle capital are not in the list. */
  idleProjects(page: PageRequest): Promise<Page<Project>>;
  /** Most headroom first; closed projects and those without headroom are not in the list. */
  absorbingProjects(page: PageRequest): Promise<Page<Project>>;
  ledgerOf(
    id: ProjectId,
    page: PageRequest & { newestFirst?: boolean | undefined },
  ): Promise<Page<LedgerEntry>>;
  /** The entries at these places, in their order; one that is not there is a defect. */
  entriesAt(places: readonly EntryRef[]): Promise<readonly LedgerEntry[]>;
  /** One per group that has projects in the plan year; kept with every write of a project. */
  capitalTotals(planYear: number): Promise<readonly GroupTotal[]>;
};

/** A report with the case that was opened for it; null while there is none. */
export type ReportedBlocker = { readonly blocker: Blocker; readonly caseId: CaseId | null };

export type ReportVerbs = {
  findReport(blocker: { projectId: ProjectId; blockerId: BlockerId }): Promise<ReportedBlocker | null>;
  /** What an office has reported, newest first. */
  reportsOf(office: OfficeId, page: PageRequest): Promise<Page<ReportedBlocker>>;
  /** Writes the draft unless a later version of it is there: `draft.changed`. TTL removes it. */
  saveDraft(draft: Draft): Promise<void>;
  findDraft(code: DraftCode): Promise<Draft | null>;
  /** Newest first. */
  draftsOf(person: string, page: PageRequest): Promise<Page<Draft>>;
  /** What is not there is discarded already. */
  discardDraft(code: DraftCode): Promise<void>;
  getImport(id: ImportId): Promise<ImportRecord>;
  /** Newest first. */
  importsOf(office: OfficeId, page: PageRequest): Promise<Page<ImportRecord>>;
  /** New with version 0, else in place of `version - 1`. Refuses `import.changed`. */
  saveImport(record: ImportRecord): Promise<void>;
};

/** A project as it is searched: its name without accents. */
export type NamedProject = {
  readonly id: ProjectId;
  readonly folded: string;
  readonly units: readonly UnitCode[];
  readonly closed: boolean;
};

export type NameVerbs = {
  /** All projects of the city; see `names.ts` for what it costs. */
  projectNames(): Promise<readonly NamedProject[]>;
};

export type PlanVerbs = {
  findPlan(id: PlanId): Promise<Plan | null>;
  getPlan(id: PlanId): Promise<Plan>;
  /**
   * Keeps the plan: version 0 unless one with its id is there, which is answered then; a later version in place of the one
   * before. Refusals: `plan.changed`, `plan.unknown`.
   */
  savePlan(plan: Plan): Promise<Plan>;
  /** Those that were given a name, the latest named first. */
  namedPlans(page: PageRequest): Promise<Page<Plan>>;
};

export type WeekVerbs = {
  /** Keeps the figures with which their week began, whole and once: false, and nothing changed, when it has some. */
  keepWeek(figures: WeekFigures): Promise<boolean>;
  isWeekKept(week: IsoWeek): Promise<boolean>;
  findWeek(week: IsoWeek): Promise<WeekFigures | null>;
  /** The latest first. */
  keptWeeks(page: PageRequest): Promise<Page<WeekHead>>;
};

export type DirectoryVerbs = {
  getOffice(id: OfficeId): Promise<Office>;
  /** Those that exist, in the order of `ids`; for names in lists, so not read consistently. */
  findOffices(ids: readonly OfficeId[]): Promise<readonly Office[]>;
  officesOfUnit(unit: UnitCode): Promise<readonly Office[]>;
  officesOfKind(kind: OfficeKind, page: PageRequest): Promise<Page<Office>>;
  /** The offices in which somebody acts, or acted, under this address. */
  officesOfMember(email: string): Promise<readonly Office[]>;
  /** Every office, by id. */
  allOffices(page: PageRequest): Promise<Page<Office>>;
  /** Offices with an address at which mail does not arrive, longest first. */
  bouncedOffices(page: PageRequest): Promise<Page<Office>>;
  /** How many open cases the office holds: counted up to `most`, which then means that many or more. */
  countCasesOfOffice(id: OfficeId, most: number): Promise<number>;
  /**
   * Replaces the office when what is stored has `version - 1`, with the line of its log and what must follow.
   * Refusals: `office.unknown`, `office.changed` (it moved on).
   */
  changeOffice(office: Office, line: LogLine, effects: readonly Effect[]): Promise<void>;
  /** Where a log ends; a log without a line ends at nothing. */
  logHead(log: LogId): Promise<ChainHead>;
  /** Adds a line to a log, with what must follow. Refuses `system.busy` when somebody else wrote one in between. */
  writeLog(line: LogLine, effects: readonly Effect[]): Promise<void>;
  /** Stores a new version, with the line of the calendar's log and what must follow. Refuses `calendar.changed`. */
  saveCalendar(calendar: Calendar, line: LogLine, effects: readonly Effect[]): Promise<void>;
  /** Marks the address in every office where it acts, so that mail passes it over; marked already stays as it is. */
  markMemberUndeliverable(email: string, at: Instant): Promise<readonly OfficeId[]>;
  /** Refuses `input.unknownUnit`. */
  getUnit(code: UnitCode): Promise<Unit>;
  units(): Promise<readonly Unit[]>;
  /** `latest…` refuses `system.notSetUp` while none has been imported. */
  latestCalendar(): Promise<Calendar>;
  calendarOf(version: string): Promise<Calendar>;
  /** The ladder that is valid on the day: the one with the latest `validFrom` up to it. */
  latestLadder(on: LocalDate): Promise<Ladder>;
  ladderOf(version: string): Promise<Ladder>;
  /** The rules with the latest `validFrom` up to the day. */
  latestRules(on: LocalDate): Promise<Rules>;
  rulesOf(version: string): Promise<Rules>;
};

export type OutboxVerbs = {
  /** Null when TTL has removed it, or it never was. */
  findOutboxItem(id: string): Promise<OutboxItem | null>;
  /** True when this call marked it; false when it was done before (or is gone). TTL removes it `keepDays` later. */
  markDone(id: string, at: Instant, keepDays: number): Promise<boolean>;
  /** Touches an effect that is not carried out, so that its stream delivers it again; false when there is none (any more). */
  sendAgain(id: string, at: Instant): Promise<boolean>;
  /** Effects queued earlier than `before` and not carried out yet, oldest first; at most `limit` (1 to 100). */
  pendingOlderThan(before: Instant, limit: number): Promise<readonly OutboxItem[]>;
};

/** Rows of reference and sample data, parsed by the schemas of the domain. */
export type ImportRows = {
  readonly units?: readonly Unit[] | undefined;
  readonly offices?: readonly Office[] | undefined;
  readonly calendars?: readonly Calendar[] | undefined;
  readonly ladders?: readonly Ladder[] | undefined;
  readonly rules?: readonly Rules[] | undefined;
  readonly projects?: readonly Project[] | undefined;
  readonly blockers?: readonly Blocker[] | undefined;
};

export type ImportVerbs = {
  /**
   * Idempotent. A row that is there already stays as it is (it may have lived on since), except units, which are
   * replaced. A new version of calendar, ladder or rules is a new row. `kept` counts the rows that were there.
   */
  importRows(rows: ImportRows): Promise<{ readonly written: number; readonly kept: number }>;
};

/** Everything; made by `createRegistry({client, tableNames})` in `registry.ts`. */
export type Registry = CommitVerbs &
  CaseVerbs &
  ApprovalVerbs &
  OpenAsksVerbs &
  MoveVerbs &
  ProjectVerbs &
  ReportVerbs &
  NameVerbs &
  PlanVerbs &
  WeekVerbs &
  DirectoryVerbs &
  OutboxVerbs &
  ImportVerbs;
