import { join } from 'node:path';
import { sizeOf } from '../journal/segments.ts';
import { removeSnapshot } from '../journal/snapshot.ts';
import { archiveClosed, copyOpen, type Parts, unneeded } from './compact.ts';
import type { EngineOptions } from './options.ts';
import { remember } from './remember.ts';

const SNAPSHOT_BYTES = 4 * 1024 * 1024;
const COMPACT_BYTES = 32 * 1024 * 1024;
/** On closing, a snapshot of more than this is worth its while. */
const CLOSING_BYTES = 256 * 1024;
/** Compaction rests for so many times as long as it has worked: that much of the time is for what it must not hold up. */
const REST = 9;

type Options = Pick<EngineOptions, 'beforeWrite' | 'log' | 'compactBytes' | 'snapshotBytes'>;

/**
 * Keeps the data folder small and quick to open while the engine runs: moves closed executions into the archive, gives
 * segments back that hold nothing open, and takes snapshots. The journal alone tells everything at any instant; whatever
 * of this a crash or a full disk cuts short is done again.
 */
export class Keeper {
  readonly #parts: Parts & { readonly dataDir: string };
  readonly #options: Options;
  /** `journal.written` at the last snapshot and at the last compaction. */
  #remembered: number;
  #compacted: number;
  /** Size of the last snapshot: a big one is taken less often. */
  #size = 0;
  #running: Promise<void> | undefined;
  #closing = false;

  /** `found`: bytes in the journal at the start, and how many of them no snapshot knew of. */
  constructor(
    parts: Parts & { readonly dataDir: string; readonly options: Options },
    found: { readonly bytes: number; readonly replayed: number },
  ) {
    this.#parts = parts;
    this.#options = parts.options;
    this.#remembered = -found.replayed;
    this.#compacted = -found.bytes;
  }

  get #unremembered(): number {
    return this.#parts.journal.written - this.#remembered;
  }

  /** More has been written: does what is due, beside the work. */
  nudge(): void {
    if (this.#running !== undefined || this.#closing) return;
    if (this.#unremembered < Math.max(this.#options.snapshotBytes ?? SNAPSHOT_BYTES, this.#size)) return;
    this.#running = this.#due().finally(() => {
      this.#running = undefined;
    });
  }

  async #due(): Promise<void> {
    try {
      const due =
        this.#parts.journal.written - this.#compacted >= (this.#options.compactBytes ?? COMPACT_BYTES);
      if (due) await this.#compact(REST);
      else await this.#remember();
    } catch (error) {
      // nothing is lost by it: the journal has everything; it is tried again when as much again has been written
      this.#remembered = this.#parts.journal.written;
      const reason = error instanceof Error ? error.message : String(error);
      this.#options.log?.({
        level: 'warn',
        message: 'the data folder could not be compacted',
        error: reason,
      });
    }
  }

  /** Compacts now, whatever has been written. */
  async compact(): Promise<void> {
    await this.#running;
    if (this.#closing) return;
    this.#running = this.#compact(0).finally(() => {
      this.#running = undefined;
    });
    await this.#running;
  }

  async #compact(rest: number): Promise<void> {
    const { journal, dataDir } = this.#parts;
    const folder = join(dataDir, 'journal');
    const size = (segment: number): number => sizeOf(folder, segment);
    this.#compacted = journal.written;
    await this.#steps(archiveClosed(this.#parts), rest);
    await this.#steps(copyOpen(this.#parts, size), rest);
    if (this.#closing) return;
    // an execution can begin a new chain at any time, but never one in a sealed segment
    const free = (await this.#steps(unneeded(this.#parts, size), rest)) ?? [];
    if (this.#closing) return;
    await journal.durable();
    try {
      await this.#remember();
    } catch (error) {
      // an old one would point into what goes now; without any, the journal is read, and the disk gets its room back
      this.#options.beforeWrite?.();
      removeSnapshot(dataDir);
      journal.drop(free);
      throw error;
    }
    for (const segment of free) {
      this.#options.beforeWrite?.();
      journal.drop([segment]);
    }
  }

  /** Takes steps, with rest between them; gives what they come to, nothing when the engine is closed meanwhile. */
  async #steps<T>(steps: Generator<void, T> | AsyncGenerator<void, T>, rest: number): Promise<T | undefined> {
    this.#options.beforeWrite?.();
    while (!this.#closing) {
      const began = performance.now();
      const step = await steps.next();
      if (step.done === true) return step.value;
      const pause = rest * (performance.now() - began);
      await new Promise<void>((resolve) => setTimeout(resolve, pause));
      this.#options.beforeWrite?.();
    }
    return undefined;
  }

  async #remember(): Promise<void> {
    // a snapshot leaves out what is in the archive
    await this.#parts.archive.sync();
    const { written } = this.#parts.journal;
    this.#size = await remember(this.#parts.dataDir, this.#parts, this.#options.beforeWrite);
    this.#remembered = written;
  }

  /** Ends what is under way, and takes a last snapshot where the next start would have much to read. */
  async close(): Promise<void> {
    this.#closing = true;
    await this.#running;
    if (this.#unremembered >= CLOSING_BYTES) await this.#remember().catch(() => undefined);
  }
}
