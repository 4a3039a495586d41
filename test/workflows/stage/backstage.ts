import './environment.ts';
import { cpSync } from 'node:fs';
import { createRegistry } from '#adapters/dynamo/registry.ts';
import { createSolver } from '#adapters/solver.ts';
import { createStates } from '#adapters/states.ts';
import type { OutboxItem } from '#domain/effect.ts';
import { ApprovalId } from '#domain/ids.ts';
import { epochMs, Instant } from '#domain/time.ts';
import { drain } from '#functions/drain-outbox/handler.ts';
import { type Engine, openEngine } from '#runtime/index.ts';
import { makeTestBed, type TestBed } from '#test/adapters/dynamo/bed.ts';
import { StageClock } from './clock.ts';
import { Functions, type StageDeps } from './functions.ts';
import { ACCOUNT, arnOfMachine, createMachines, REGION, statesClient } from './machines.ts';
import { BASE_URL, Mailbox } from './mailbox.ts';
import { OutboxStream, streamRecord, type Unruly } from './outbox.ts';
import { populate, type WorldChanges } from './world.ts';

export type StageOptions = WorldChanges & {
  /** Of the store. */
  readonly endpoint: string;
  readonly unruly?: Unruly;
  /** Folder of the engine's journal; in memory without it. */
  readonly dataDir?: string;
};

/** A delivery of the stream is given up, and the test with it, after so many failures. */
const DELIVERY_TRIES = 25;
/** Tuesday 8 October 2024, 09:00 in Vietnam. */
const START = Instant.parse('2024-10-08T02:00:00.000Z');

type Queueing = Pick<StageDeps, 'commit' | 'reportBlocker'>;

/** The verbs that queue effects, with the outbox's stream behind them. */
function streamed(registry: Queueing, outbox: OutboxStream): Queueing {
  const noted = (items: readonly OutboxItem[]) => {
    outbox.push(items);
    return items;
  };
  return {
    commit: async (change, at) => noted(await registry.commit(change, at)),
    reportBlocker: async (blocker, effects, at) => noted(await registry.reportBlocker(blocker, effects, at)),
  };
}

/** One thread for all stages of a test file. */
const solve = createSolver();

/** The machinery of the stage: engine, functions, store, stream and mailbox on one clock that only the story moves. */
export class Backstage {
  readonly clock = new StageClock(START);
  readonly mailbox = new Mailbox(this.clock.now);
  readonly outbox: OutboxStream;
  readonly functions: Functions;
  readonly deps: StageDeps;
  #engine: Engine | undefined;
  #dataDir: string | undefined;
  #crashed = Promise.withResolvers<void>();
  #failures = 0;
  #approvals = 0;

  private constructor({ client, tableNames }: TestBed, unruly: Unruly | undefined) {
    const registry = createRegistry({ client, tableNames, backoff: async () => undefined });
    this.outbox = new OutboxStream(unruly);
    this.deps = {
      ...registry,
      ...streamed(registry, this.outbox),
      ...createStates(statesClient(() => this.engine)),
      solve,
      now: this.clock.now,
      newApprovalId: () => this.#nextApproval(),
      sendMail: this.mailbox.sendMail,
      baseUrl: BASE_URL,
      unblockProjectArn: arnOfMachine('unblock-project'),
      reallocateCapitalArn: arnOfMachine('reallocate-capital'),
    };
    this.functions = new Functions(this.deps);
  }

  static async open(options: StageOptions): Promise<Backstage> {
    const backstage = new Backstage(await makeTestBed(options.endpoint), options.unruly);
    await populate(backstage.deps, options);
    await backstage.startEngine(options.dataDir);
    await createMachines(backstage.engine);
    return backstage;
  }

  /** Ids that rise, so that asks of the same instant are listed in the order of asking. */
  #nextApproval(): ApprovalId {
    this.#approvals += 1;
    return ApprovalId.parse(`YK${String(this.#approvals).padStart(10, '0')}`);
  }

  /** Opens an engine, also in the place of one that was dropped without being closed. */
  async startEngine(dataDir: string | undefined): Promise<void> {
    this.#dataDir = dataDir;
    const transport = this.functions.transport();
    this.#engine = await openEngine({
      clock: { now: this.clock.epochMs },
      accountId: ACCOUNT,
      region: REGION,
      transport,
      ...(dataDir === undefined ? {} : { dataDir }),
    });
  }

  get engine(): Engine {
    if (this.#engine === undefined) throw new Error('no engine is open');
    return this.#engine;
  }

  /** The machine stops where it is: whatever the engine has not written is gone, and no call of it is answered any more. */
  crash(): Promise<never> {
    const folder = this.#dataDir;
    if (folder === undefined) throw new Error('an engine in memory leaves nothing behind');
    this.#dataDir = `${folder}+`;
    cpSync(folder, this.#dataDir, { recursive: true, filter: (file) => !file.endsWith('LOCK') });
    this.#engine = undefined;
    this.#crashed.resolve();
    return new Promise(() => undefined);
  }

  /** Idle, also when the engine crashes on the way: then another one takes up what the first has written. */
  async #idle(): Promise<void> {
    for (;;) {
      if (this.#engine === undefined) {
        this.#crashed = Promise.withResolvers();
        await this.startEngine(this.#dataDir);
      }
      const { engine } = this;
      await Promise.race([engine.idle(), this.#crashed.promise]);
      if (this.#engine === engine) return;
    }
  }

  /** Until nothing moves any more at this time: the engine is idle and the stream has brought what it wants to bring. */
  async settle(patient = true): Promise<void> {
    for (;;) {
      await this.#idle();
      const item = this.outbox.next(patient);
      if (item === undefined) return;
      await this.#deliver(item);
    }
  }

  /** Brings what the stream has, while the engine is busy. */
  async settleStream(): Promise<void> {
    for (let item = this.outbox.next(true); item !== undefined; item = this.outbox.next(true)) {
      await this.#deliver(item);
    }
  }

  /** A delivery that fails comes again, as the stream's mapping does it. */
  async #deliver(item: OutboxItem): Promise<void> {
    try {
      await drain(this.deps, streamRecord(item.id));
    } catch (error) {
      this.#failures += 1;
      if (this.#failures > DELIVERY_TRIES) throw error;
      this.outbox.push([item]);
    }
  }

  /** Moves the clock from timer to timer up to `until`, and lets everything happen that is due on the way. */
  async passTo(until: Instant): Promise<void> {
    const end = epochMs(until);
    await this.settle();
    for (let at = this.engine.nextTimerAt(); at !== undefined && at <= end; at = this.engine.nextTimerAt()) {
      this.clock.moveTo(at);
      await Promise.race([this.engine.tick(), this.#crashed.promise]);
      await this.settle();
    }
    this.clock.moveTo(end);
    await this.settle();
  }
}
