import { DatabaseSync, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { isArray, parseJson } from '../asl/json.ts';
import { isStatus, type Status } from '../core/execution.ts';
import { JournalError } from './segments.ts';

/** Most of what can be saved, in a third of the time. */
const QUICKLY = { level: 1 };

/** A closed execution whose records have left the journal. */
export type Archived = {
  readonly id: number;
  /** Its index line, as JSON. */
  readonly line: string;
  readonly status: Status;
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

function archivedOf({ id, line, status, stoppedAt }: Readonly<Record<string, SQLOutputValue>>): Archived {
  const isKnown = typeof id === 'number' && typeof line === 'string' && typeof stoppedAt === 'number';
  if (!isKnown || !isStatus(status)) throw new JournalError(`row ${id} of the archive cannot be read`);
  return { id, line, status, stoppedAt };
}

/**
 * Closed executions on disk, found by name. Opening it costs the same however many there are; so start-up follows the
 * work that is open, not all that ever was. `archive.sqlite` in the data folder.
 */
export class Archive {
  readonly #db: DatabaseSync;
  readonly #get: StatementSync;
  readonly #find: StatementSync;
  readonly #family: StatementSync;
  readonly #run: StatementSync;
  readonly #records: StatementSync;
  readonly #put: StatementSync;

  constructor(file: string) {
    this.#db = new DatabaseSync(file);
    this.#db.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      CREATE TABLE IF NOT EXISTS executions (
        id INTEGER PRIMARY KEY, family TEXT NOT NULL, name TEXT NOT NULL, run TEXT,
        status TEXT NOT NULL, stopped REAL NOT NULL, line TEXT NOT NULL, records BLOB NOT NULL
      );
      CREATE UNIQUE INDEX IF NOT EXISTS by_name ON executions (family, name);
      CREATE INDEX IF NOT EXISTS by_run ON executions (run) WHERE run IS NOT NULL;
    `);
    const columns = 'id, line, status, stopped AS stoppedAt';
    this.#get = this.#db.prepare(`SELECT ${columns} FROM executions WHERE id = ?`);
    this.#find = this.#db.prepare(`SELECT ${columns} FROM executions WHERE family = ? AND name = ?`);
    this.#family = this.#db.prepare(`SELECT ${columns} FROM executions WHERE family = ? ORDER BY id`);
    this.#run = this.#db.prepare(`SELECT ${columns} FROM executions WHERE run = ? ORDER BY id`);
    this.#records = this.#db.prepare('SELECT records FROM executions WHERE id = ?');
    this.#put = this.#db.prepare('INSERT OR REPLACE INTO executions VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  }

  /** All of them or, after a crash, none; safe from a loss of power after {@link sync} only. */
  putAll(executions: Iterable<ToArchive>): void {
    this.#db.exec('BEGIN');
    for (const { id, family, name, mapRunArn, status, stoppedAt, line, records } of executions) {
      const blob = deflateRawSync(JSON.stringify(records), QUICKLY);
      this.#put.run(id, family, name, mapRunArn ?? null, status, stoppedAt, line, blob);
    }
    this.#db.exec('COMMIT');
  }

  /** Puts everything on disk for good. */
  sync(): void {
    this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  get(id: number): Archived | undefined {
    const row = this.#get.get(id);
    return row && archivedOf(row);
  }

  find(family: string, name: string): Archived | undefined {
    const row = this.#find.get(family, name);
    return row && archivedOf(row);
  }

  family(family: string): Archived[] {
    return this.#family.all(family).map(archivedOf);
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
