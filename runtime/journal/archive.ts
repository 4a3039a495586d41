import { statSync } from 'node:fs';
import { DatabaseSync, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { deflateRawSync, inflateRawSync, type ZlibOptions } from 'node:zlib';
import { isArray, parseJson } from '../asl/json.ts';
import { isStatus, type Status } from '../core/execution.ts';
import { JournalError } from './segments.ts';

const CHECKPOINT = new URL('checkpoint.mjs', import.meta.url);
const SMALL = { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 16 };

/**
 * Most of what can be saved, in a third of the time, and with no more room to work in than a text of that size needs: what
 * zlib takes by default, 16 KB and 256 KB each time, would have the collector run ever and again.
 */
function quickly(text: string): ZlibOptions {
  const bits = Math.ceil(Math.log2(text.length + 1));
  const chunkSize = Math.min(16 * 1024, Math.max(1024, text.length >> 1));
  return {
    level: 1,
    windowBits: Math.min(15, Math.max(9, bits)),
    memLevel: Math.min(8, Math.max(1, bits - 7)),
    chunkSize,
  };
}

/** A machine's executions, or the children of a Map Run. */
export type List = { readonly family: string } | { readonly run: string };
/** What lists tell apart. */
export type Slot = { readonly status: Status; readonly redriven: boolean };

/** A closed execution whose records have left the journal. */
export type Archived = {
  readonly id: number;
  /** Its index line, as JSON. */
  readonly line: string;
  readonly status: Status;
  readonly redriven: boolean;
  /** Records that its chain in the journal had; 0 where an older release put it here. */
  readonly depth: number;
  /** Epoch ms. */
  readonly stoppedAt: number;
};

export type ToArchive = Archived & {
  readonly family: string;
  readonly name: string;
  readonly mapRunArn: string | undefined;
  /** Texts of its records, oldest first. */
  readonly records: readonly string[];
};

function archivedOf(row: Readonly<Record<string, SQLOutputValue>>): Archived {
  const { id, line, status, stoppedAt, redriven, depth } = row;
  const isKnown = typeof id === 'number' && typeof line === 'string' && typeof stoppedAt === 'number';
  if (!isKnown || !isStatus(status)) throw new JournalError(`row ${id} of the archive cannot be read`);
  return { id, line, status, stoppedAt, redriven: redriven === 1, depth: Number(depth) };
}

/**
 * Closed executions on disk, found by name. Opening it costs the same however many there are; so start-up follows the
 * work that is open, not all that ever was. `archive.sqlite` in the data folder.
 */
export class Archive {
  readonly #file: string;
  readonly #db: DatabaseSync;
  readonly #get: StatementSync;
  readonly #find: StatementSync;
  readonly #run: StatementSync;
  readonly #newest: { readonly family: StatementSync; readonly run: StatementSync };
  readonly #records: StatementSync;
  readonly #put: StatementSync;

  /** Bytes that were put since {@link sync}: a loss of power may take them. */
  unsafe = 0;

  constructor(file: string) {
    this.#file = file;
    // what a process that was killed has put here may not be safe yet
    this.unsafe = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
    this.#db = new DatabaseSync(file);
    // by itself it would wait for the disk, and everybody with it, after every 4 MB
    this.#db.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      PRAGMA wal_autocheckpoint = 0;
      CREATE TABLE IF NOT EXISTS executions (
        id INTEGER PRIMARY KEY, family TEXT NOT NULL, name TEXT NOT NULL, run TEXT,
        status TEXT NOT NULL, stopped REAL NOT NULL, line TEXT NOT NULL, records BLOB NOT NULL,
        redriven INTEGER NOT NULL DEFAULT 0, depth INTEGER NOT NULL DEFAULT 0
      );
      CREATE UNIQUE INDEX IF NOT EXISTS by_name ON executions (family, name);
    `);
    this.#addColumns();
    // each index ends with the id, which is the order of lists
    this.#db.exec(`
      DROP INDEX IF EXISTS by_run;
      CREATE INDEX IF NOT EXISTS in_family ON executions (family, status, redriven);
      CREATE INDEX IF NOT EXISTS in_run ON executions (run, status, redriven) WHERE run IS NOT NULL;
    `);
    const columns = 'id, line, status, stopped AS stoppedAt, redriven, depth';
    const newest = (list: string): StatementSync =>
      this.#db.prepare(
        `SELECT ${columns} FROM executions WHERE ${list} = ? AND status = ? AND redriven = ? AND id < ? ORDER BY id DESC LIMIT ?`,
      );
    this.#get = this.#db.prepare(`SELECT ${columns} FROM executions WHERE id = ?`);
    this.#find = this.#db.prepare(`SELECT ${columns} FROM executions WHERE family = ? AND name = ?`);
    this.#run = this.#db.prepare(`SELECT ${columns} FROM executions WHERE run = ? ORDER BY id`);
    this.#newest = { family: newest('family'), run: newest('run') };
    this.#records = this.#db.prepare('SELECT records FROM executions WHERE id = ?');
    this.#put = this.#db.prepare('INSERT OR REPLACE INTO executions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  }

  /** An archive of an older release does not say which were redriven: they count as not. */
  #addColumns(): void {
    const known = this.#db.prepare('PRAGMA table_info(executions)').all();
    for (const column of ['redriven', 'depth'])
      if (!known.some(({ name }) => name === column))
        this.#db.exec(`ALTER TABLE executions ADD COLUMN ${column} INTEGER NOT NULL DEFAULT 0`);
  }

  /** All of them or, after a crash, none; safe from a loss of power after {@link sync} only. */
  putAll(executions: Iterable<ToArchive>): void {
    this.#db.exec('BEGIN');
    for (const { id, family, name, mapRunArn, status, stoppedAt, line, ...more } of executions) {
      const text = JSON.stringify(more.records);
      const blob = deflateRawSync(text, quickly(text));
      this.#put.run(
        id,
        family,
        name,
        mapRunArn ?? null,
        status,
        stoppedAt,
        line,
        blob,
        more.redriven ? 1 : 0,
        more.depth,
      );
      this.unsafe += blob.length + line.length;
    }
    this.#db.exec('COMMIT');
  }

  /** Puts everything on disk for good, in a thread of its own: nobody waits for it but who asks. */
  async sync(): Promise<void> {
    if (this.unsafe === 0) return;
    await new Promise<void>((resolve, reject) => {
      const thread = new Worker(CHECKPOINT, { workerData: this.#file, resourceLimits: SMALL });
      thread.once('error', reject);
      thread.once('exit', () => resolve());
    });
    this.unsafe = 0;
  }

  get(id: number): Archived | undefined {
    const row = this.#get.get(id);
    return row && archivedOf(row);
  }

  find(family: string, name: string): Archived | undefined {
    const row = this.#find.get(family, name);
    return row && archivedOf(row);
  }

  /** Of a list, those with a status that were redriven or not, the newest first: so many before an id. */
  newest(
    of: List,
    { status, redriven }: Slot,
    page: { readonly before: number; readonly count: number },
  ): Archived[] {
    const [statement, list] = 'run' in of ? [this.#newest.run, of.run] : [this.#newest.family, of.family];
    // SQLite has no number beyond all others
    const before = Math.min(page.before, Number.MAX_SAFE_INTEGER);
    return statement.all(list, status, redriven ? 1 : 0, before, page.count).map(archivedOf);
  }

  run(mapRunArn: string): Archived[] {
    return this.#run.all(mapRunArn).map(archivedOf);
  }

  lastId(): number {
    return Number(this.#db.prepare('SELECT max(id) AS last FROM executions').get()?.['last'] ?? 0);
  }

  records(id: number): string[] {
    const blob = this.#records.get(id)?.['records'];
    const texts = blob instanceof Uint8Array ? parseJson(inflateRawSync(blob).toString('utf8')) : [];
    return isArray(texts) ? texts.filter((text) => typeof text === 'string') : [];
  }

  close(): void {
    this.#db.close();
  }
}
