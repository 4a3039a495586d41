/**
 * The two tables of the product, as plain data: `infra/` declares them from here and the tests create them from here.
 *
 * `registry` holds every record (single-table). A record is read and written by its base key; an index entry only says
 * where a record is (KEYS_ONLY), and the record itself is then read from the table, so a page never shows a stale copy
 * and changing a record rewrites an index only when its place in that index changes. One index carries more: the worklists hold
 * what a queue filters and ranks by (`GLANCE`), so that ranking ten thousand cases reads megabytes less (ADR 0018).
 *
 * | asked for                                   | key or index                                                        |
 * |---------------------------------------------|---------------------------------------------------------------------|
 * | project; its ledger, blockers, case links   | `PROJECT#id` / `PROJECT`, `LEDGER#n`, `BLOCKER#id`, `CASE#id`       |
 * | a former version of a report                | `PROJECT#id` / `FORMER#blocker#n`                                   |
 * | draft of a report, by the code read out     | `DRAFT#code` / `DRAFT` (TTL)                                        |
 * | import from a spreadsheet                   | `IMPORT#id` / `IMPORT` (TTL; its rows lie in the bucket)            |
 * | case; receipts, open asks, all asks, moves  | `CASE#id` / `CASE`, `RECEIPT#n`, `OPEN#id`, `ASKED#at#id`, `MOVE#id`|
 * | what lists know of a case (a glance)        | `CASE#id` / `GLANCE`                                                |
 * | the units under which a case shows          | `CASE#id` / `UNIT#code` (one item per unit, for `holder`)           |
 * | move; receipts; asks, those of a ballot     | `MOVE#id` / `MOVE`, `RECEIPT#n`, `ASKED#ballot#id`                  |
 * | plan of moves                               | `PLAN#id` / `PLAN`                                                  |
 * | approval                                    | `APPROVAL#id` / `APPROVAL`                                          |
 * | office; offices in which an address acts    | `OFFICE#id` / `OFFICE`; `EMAIL#address` / `OFFICE#id`               |
 * | units                                       | `UNIT` / `UNIT#code`                                                |
 * | calendars, ladders, rules: one, the latest  | `CALENDAR` (`LADDER`, `RULES`) / `VERSION#v`, `FROM#order#v`        |
 * | logs: calendar, operator, of an office      | `CALENDAR`, `OPERATOR`, `OFFICE#id` / `RECEIPT#n`, `HEAD`           |
 * | signed document used once                   | `DOCUMENT#year#number` / `DOCUMENT`                                 |
 * | running numbers of cases and moves          | `COUNTER#prefix#year` / `COUNTER`                                   |
 * | whether the names of projects have changed  | `PROJECTS` / `NAMES`                                                |
 * | sums of capital                             | `TOTALS#planYear` / `group` (all in one small query)                |
 * | open cases by due time, across all rungs    | `work`   `CASE#OPEN#shard`, range `due#id`                          |
 * | paused cases by review date; closed by time | `work`   `CASE#PAUSED#shard`, `CASE#CLOSED#shard`                   |
 * | all cases by their last change, with glance | `work`   `CASE#CHANGED#shard`, range `changedAt#id`                   |
 * | blockers without a case, oldest first       | `work`   `BLOCKER#FREE#shard`, range `reportedAt#id` (sparse)       |
 * | moves of a status by time                   | `work`   `MOVE#status`, range `draftedAt#id`                        |
 * | plans with a name, by the time of naming    | `work`   `PLAN`, range `namedAt#id` (sparse)                        |
 * | projects of a group                         | `work`   `PROJECT#group`, range `id`                                |
 * | offices of a kind (all: of every kind)      | `work`   `OFFICE#kind`, range `id`                                  |
 * | open asks by when their silence ends        | `work`   `APPROVAL#OPEN#shard`, range `at#id` (sparse)              |
 * | open cases that an office holds, by due     | `holder` `OFFICE#id#CASES`, range `due#id`                          |
 * | asks of an office: open by due, past by end | `holder` `OFFICE#id#OPEN`, `OFFICE#id#PAST`                         |
 * | cases of a unit: open, paused, closed       | `holder` `UNIT#code#OPEN` (`#PAUSED`, `#CLOSED`)                    |
 * | names of all projects, for searching        | `holder` `PROJECT#NAMES#shard`, range `folded name~units~state#id`, |
 * |                                             | the entry `PROJECT#id` / `NAME` (see `names.ts`)                    |
 * | reports of an office, newest first          | `holder` `OFFICE#id#REPORTS`, range `reportedAt#id`                 |
 * | imports of an office, newest first          | `holder` `OFFICE#id#IMPORTS`, range `startedAt#id`                  |
 * | drafts of a person, newest first            | `holder` `PERSON#username#DRAFTS`, range `savedAt#code`             |
 * | offices of a unit                           | `holder` `UNIT#code#OFFICES`, range `id`                            |
 * | projects that can absorb, most first        | `holder` `PROJECT#ABSORB#shard` (sparse)                            |
 * | all moves by time                           | `holder` `MOVE`, range `draftedAt#id`                               |
 * | offices with an address that bounces        | `rank`   `OFFICE#BOUNCED`, range `since#id` (sparse)                |
 * | open cases of a rung by due time            | `rank`   `CASE#RUNG#n#shard`, range `due#id`                        |
 * | projects with idle capital, most first      | `rank`   `PROJECT#IDLE#shard` (sparse)                              |
 *
 * Every one of them is a key look-up or one bounded range of one index partition (or of `SHARDS` of them, merged).
 * Nothing is scanned and no filter throws away what was read, so a page costs the same with 57 and 100,000 cases.
 *
 * `outbox` holds effects under their idempotency key; its stream feeds `drain-outbox`, TTL removes what is done.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-indexes-gsi-sharding.html
 */

/** A string attribute that is a key; `range` is absent where there is one item per `hash`. */
export type KeyAttributes = { readonly hash: string; readonly range?: string };

export type IndexDefinition = {
  readonly name: string;
  readonly key: { readonly hash: string; readonly range: string };
  /** Attributes that the index carries beside the keys; without them it is KEYS_ONLY. */
  readonly carries?: readonly string[];
};

export type TableDefinition = {
  /** The logical name; the deployed name comes from the environment. */
  readonly name: 'registry' | 'outbox';
  readonly key: KeyAttributes;
  readonly indexes: readonly IndexDefinition[];
  /** What a stream record carries; absent where there is no stream. */
  readonly stream?: 'NEW_IMAGE';
  /** Attribute with the epoch second after which TTL may remove the item. Expiry is never decided by it. */
  readonly timeToLive?: string;
};

/**
 * Index partitions over which a list of all cases, blockers or projects is spread. A partition takes 1,000 writes a
 * second; a sweep that opens cases in bulk would meet that on one key. A page of such a list is four small queries.
 */
export const SHARDS = 4;

/** The attribute with what a list has to know of a case (`domain/case-glance.ts`); other records have none. */
export const GLANCE = 'glance';

/** Worklists: what is to be done or looked through, in order of time. */
export const WORK_INDEX = {
  name: 'work',
  key: { hash: 'workKey', range: 'workAt' },
  carries: [GLANCE],
} as const satisfies IndexDefinition;

/** Lists by who or what holds a thing, or could hold more. */
export const HOLDER_INDEX = {
  name: 'holder',
  key: { hash: 'holderKey', range: 'holderAt' },
} as const satisfies IndexDefinition;

/** Lists by rank: cases by rung of the ladder, projects by what lies idle. */
export const RANK_INDEX = {
  name: 'rank',
  key: { hash: 'rankKey', range: 'rankAt' },
} as const satisfies IndexDefinition;

/** Effects not yet carried out, oldest first (sparse): for the alarm on a stuck outbox. */
export const PENDING_INDEX = {
  name: 'pending',
  key: { hash: 'pendingKey', range: 'pendingAt' },
} as const satisfies IndexDefinition;

export const REGISTRY_TABLE = {
  name: 'registry',
  key: { hash: 'pk', range: 'sk' },
  indexes: [WORK_INDEX, HOLDER_INDEX, RANK_INDEX],
  // Drafts and imports only; `expiresAt` of an approval is a text and another thing.
  timeToLive: 'removeAt',
} as const satisfies TableDefinition;

export const OUTBOX_TABLE = {
  name: 'outbox',
  key: { hash: 'id' },
  indexes: [PENDING_INDEX],
  stream: 'NEW_IMAGE',
  timeToLive: 'expiresAt',
} as const satisfies TableDefinition;

export const TABLES: readonly TableDefinition[] = [REGISTRY_TABLE, OUTBOX_TABLE];

/** The attribute that holds a whole record as JSON text. */
export const RECORD = 'record';

/** The deployed names of the tables, from the environment of a function. */
export type TableNames = { readonly registry: string; readonly outbox: string };
