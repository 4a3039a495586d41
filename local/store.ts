/**
 * The host's own small durable state: clock offset, stream checkpoints, asynchronous invocations. One SQLite file that
 * is held with an exclusive lock, so the kernel itself sees to it that two hosts never share a data folder.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { messageOf } from './json.ts';

export class HostStore {
  readonly #database: DatabaseSync;

  private constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /**
   * Opens `host.db` in the data folder, which is made when it is missing.
   * Throws an Error of one line when the folder cannot be written or another host holds it.
   */
  static open(dataDir: string): HostStore {
    const owner = join(dataDir, 'host.pid');
    try {
      makeFolder(dataDir);
    } catch (error) {
      throw new Error(`the data folder ${dataDir} cannot be made: ${messageOf(error)}`);
    }
    let database: DatabaseSync;
    try {
      database = new DatabaseSync(join(dataDir, 'host.db'));
      // NORMAL in WAL mode: what was committed survives the death of the process at any moment.
      database.exec(
        'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL',
      );
      database.exec(
        'CREATE TABLE IF NOT EXISTS facts (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID',
      );
      writeFileSync(owner, String(process.pid));
    } catch (error) {
      if (/locked|busy/i.test(messageOf(error))) {
        throw new Error(`the data folder ${dataDir} is in use by another host (process ${readOwner(owner)})`);
      }
      throw new Error(`the data folder ${dataDir} cannot be written: ${messageOf(error)}`);
    }
    return new HostStore(database);
  }

  get(key: string): string | undefined {
    const row = this.#database.prepare('SELECT value FROM facts WHERE key = ?').get(key);
    return typeof row?.['value'] === 'string' ? row['value'] : undefined;
  }

  /** Durable when it returns. */
  set(key: string, value: string): void {
    this.#database.prepare('INSERT OR REPLACE INTO facts VALUES (?, ?)').run(key, value);
  }

  delete(key: string): void {
    this.#database.prepare('DELETE FROM facts WHERE key = ?').run(key);
  }

  /** Every value whose key begins with `prefix`, in order of the keys. */
  list(prefix: string): readonly { readonly key: string; readonly value: string }[] {
    const rows = this.#database
      .prepare('SELECT key, value FROM facts WHERE key >= ? AND key < ? ORDER BY key')
      .all(prefix, `${prefix}\u{10ffff}`);
    return rows.map((row) => ({ key: String(row['key']), value: String(row['value']) }));
  }

  close(): void {
    this.#database.close();
  }
}

/** Level by level: the recursive mkdir of Node.js never comes back from a file system that knows no new folders. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

function readOwner(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return 'unknown'; // The owner is about to write it: the message is still right without the number.
  }
}
