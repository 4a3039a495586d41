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
  readonly #file: string;
  readonly #db: DatabaseSync;
  readonly #get: StatementSync;
  readonly #find: StatementSync;
  readonly #family: StatementSync;
  readonly #run: StatementSync;
  readonly #records: StatementSync;
  readonly #put: StatementSync;

  /** Bytes that were put since {@link sync}: a loss of power may take them. */
  unsafe = 0;

  constructor(file: string) {
    this.#file = file;
    this.#db = new DatabaseSync(file);
    // by itself it would wait for the disk, and everybody with it, after every 4 MB
    this.#db.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      PRAGMA wal_autocheckpoint = 0;
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
      const text = JSON.stringify(records);
      const blob = deflateRawSync(text, quickly(text));
      this.#put.run(id, family, name, mapRunArn ?? null, status, stoppedAt, line, blob);
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
