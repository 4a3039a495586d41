/**
 * A thread that carries what the archive's log holds over into its file and waits for the disk; `workerData` is the file.
 * Plain JavaScript: a thread that has to translate code first takes ten times the memory.
 */
import { DatabaseSync } from 'node:sqlite';
import { workerData } from 'node:worker_threads';

const db = new DatabaseSync(String(workerData), { timeout: 500 });
const row = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
db.close();
if (row?.['busy'] !== 0) throw new Error('the archive is in use by another process');
