/**
 * Dynoxide keeps every record of a stream for good, and looks through all of them whenever it numbers a new one or reads on:
 * each write of a table with a stream costs more than the one before. An index over the number ends that; Dynoxide's own
 * statements find it by themselves. (Dynoxide 1.2.1; https://www.sqlite.org/expridx.html)
 */
import { DatabaseSync } from 'node:sqlite';

/** How long (ms) to wait while Dynoxide itself writes. */
const BUSY_MS = 10_000;

/**
 * Puts the index into Dynoxide's file, beside a running Dynoxide or without one. Does nothing where the index is already, or
 * where a Dynoxide of another make keeps no such records.
 */
export function indexStreamRecords(file: string): void {
  const database = new DatabaseSync(file, { timeout: BUSY_MS });
  try {
    const columns = database
      .prepare("SELECT name FROM pragma_table_info('_stream_records')")
      .all()
      .map(({ name }) => name);
    if (!columns.includes('table_name') || !columns.includes('sequence_number')) return;
    database.exec(
      'CREATE INDEX IF NOT EXISTS stream_records_by_number ON _stream_records (table_name, CAST(sequence_number AS INTEGER))',
    );
  } finally {
    database.close();
  }
}
