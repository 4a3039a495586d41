import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** A closed execution whose records have left the journal. */
export type Archived = {
  readonly id: number;
  /** Its index line, as JSON. */
  readonly line: string;
  readonly status: string;
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

/**
 * Closed executions on disk, found by name. Opening it costs the same however many there are; so start-up follows the
 * work that is open, not all that ever was. `archive.sqlite` in the data folder.
 */
export class Archive {
  readonly #db: DatabaseSync;
  readonly #find: StatementSync;
  readonly #family: StatementSync;
  readonly #run: StatementSync;
  readonly #records: StatementSync;
  readonly #put: StatementSync;

  constructor(file: string) {
    this.#db = new DatabaseSync(file);
    this.#db.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      CREATE TABLE IF NOT EXISTS executions (
        id INTEGER PRIMARY KEY, family TEXT NOT NULL, name TEXT NOT NULL, run TEXT,
        status TEXT NOT NULL, stopped REAL NOT NULL, line TEXT NOT NULL, records BLOB NOT NULL
      );
      CREATE UNIQUE INDEX IF NOT EXISTS by_name ON executions (family, name);
      CREATE INDEX IF NOT EXISTS by_run ON executions (run) WHERE run IS NOT NULL;
    `);
    const columns = 'id, line, status, stopped AS stoppedAt';
    this.#find = this.#db.prepare(`SELECT ${columns} FROM executions WHERE family = ? AND name = ?`);
    this.#family = this.#db.prepare(`SELECT ${columns} FROM executions WHERE family = ? ORDER BY id`);
    this.#run = this.#db.prepare(`SELECT ${columns} FROM executions WHERE run = ? ORDER BY id`);
    this.#records = this.#db.prepare('SELECT records FROM executions WHERE id = ?');
    this.#put = this.#db.prepare('INSERT OR REPLACE INTO executions VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  }

  /** All of them or, after a crash, none. */
  putAll(executions: Iterable<ToArchive>): void {
    this.#db.exec('BEGIN');
    for (const { id, family, name, mapRunArn, status, stoppedAt, line, records } of executions) {
      const blob = deflateRawSync(JSON.stringify(records));
      this.#put.run(id, family, name, mapRunArn ?? null, status, stoppedAt, line, blob);
    }
    this.#db.exec('COMMIT');
  }

  find(family: string, name: string): Archived | undefined {
    return this.#find.get(family, name) as Archived | undefined;
  }

  family(family: string): Archived[] {
    return this.#family.all(family) as Archived[];
  }

  run(mapRunArn: string): Archived[] {
    return this.#run.all(mapRunArn) as Archived[];
  }

  lastId(): number {
    const row = this.#db.prepare('SELECT max(id) AS last FROM executions').get() as { last: number | null };
    return row.last ?? 0;
  }

  records(id: number): string[] {
    const row = this.#records.get(id) as { records: Uint8Array } | undefined;
    return row === undefined ? [] : (JSON.parse(inflateRawSync(row.records).toString('utf8')) as string[]);
  }

  close(): void {
    this.#db.close();
  }
}
