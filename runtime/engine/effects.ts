import type { TaskState } from '../asl/machine.ts';
import type { Execution, Task } from '../core/execution.ts';
import { outstanding } from '../core/outstanding.ts';
import type { Command, Turn } from '../core/turn.ts';
import { Activities } from './activities.ts';
import type { Entry } from './entry.ts';
import { outcomeOf } from './integrations.ts';
import { readItems } from './map-read.ts';
import { writeResults } from './map-write.ts';
import { closedOutput, roleOf, startedOutput, startFailure, startNested, startOf } from './nested.ts';
import { redriveEntry } from './redrive.ts';
import { requestOf } from './requests.ts';
import { callOwnApi, type OwnApi } from './sdk-sfn.ts';
import { executionArn, itemName } from './starter.ts';
import type { ServiceRequest, ServiceResponse } from './transport.ts';
import type { Worker } from './worker.ts';

type Watcher = { readonly entry: Entry; readonly frame: number; readonly scheduled: number };
type Place = { readonly entry: Entry; readonly frame: number; readonly task: Task };

/** Does what turns command, after they are on disk: calls services, starts and watches other executions. */
export class Effects {
  readonly #worker: Worker;
  readonly #ownApi: OwnApi;
  readonly activities: Activities;
  /** Tasks that wait for an execution to close. */
  readonly #watchers = new Map<number, Watcher[]>();
  readonly #closed = new Map<number, ((entry: Entry) => void)[]>();

  constructor(worker: Worker, handle: OwnApi['handle']) {
    this.#worker = worker;
    const { authorize } = worker.options;
    this.#ownApi = { handle, ...(authorize === undefined ? {} : { authorize }) };
    this.activities = new Activities(worker);
    worker.onTurn((entry, turn) => {
      for (const command of turn.commands) this.run(entry, command);
      if (entry.status !== 'RUNNING') this.#afterClose(entry, turn);
    });
  }

  /** Takes up again what was under way when the process ended. */
  resume(entry: Entry): void {
    const { execution } = this.#worker.load(entry);
    const machine = this.#worker.registry.machine(execution.identity.revision);
    for (const command of outstanding(machine, execution)) this.run(entry, command);
  }

  run(entry: Entry, command: Command): void {
    switch (command.type) {
      case 'task':
        this.#tracked(this.#task({ entry, frame: command.frame, task: command.task }));
        return;
      case 'startItem':
        this.#startItem(entry, command);
        return;
      case 'stopItems':
        this.#stopItems(command.mapRunArn);
        return;
      case 'stopChild':
        this.#stopChild(command.task);
        return;
      case 'readItems':
        this.#tracked(readItems(this.#worker, entry, command.group));
        return;
      case 'writeResults':
        this.#tracked(writeResults(this.#worker, entry, command.group));
    }
  }

  #tracked(work: Promise<void>): void {
    this.#worker.begun();
    work.then(
      () => this.#worker.done(),
      (error: unknown) => {
        this.#worker.options.log?.({ level: 'error', message: 'an effect failed', error: String(error) });
        this.#worker.done();
      },
    );
  }

  async #task(place: Place): Promise<void> {
    const { entry, frame, task } = place;
    const { execution } = this.#worker.load(entry);
    const at = execution.frames.get(frame);
    if (at?.wait?.kind !== 'task' || at.wait.task.scheduled !== task.scheduled) return;
    const machine = this.#worker.registry.machine(execution.identity.revision);
    const state = machine.scopes.get(at.scope)?.states.get(at.state);
    if (state?.type !== 'Task') return;
    const { resource } = state;
    if (resource.kind === 'activity') this.activities.offer(resource.arn, place);
    else if (resource.kind === 'service' && !resource.sdk && resource.service === 'states')
      await this.#nested(place, state);
    else await this.#call(place, state);
  }

  async #call({ entry, frame, task }: Place, state: TaskState): Promise<void> {
    const { execution } = this.#worker.load(entry);
    const { resource } = state;
    const request = requestOf(resource, task.arguments, {
      roleArn: roleOf(execution, task),
      executionArn: execution.identity.arn,
    });
    const own = resource.kind === 'service' && resource.sdk && resource.service === 'sfn';
    const response = await (own ? callOwnApi(this.#ownApi, request) : this.#transport(request));
    const outcome = outcomeOf(resource, response);
    const { scheduled } = task;
    if (outcome.kind === 'failed') {
      this.#worker.turn(entry, { type: 'taskFailed', frame, scheduled, failure: outcome.failure });
    } else {
      const waits = resource.kind === 'service' && resource.pattern === 'token';
      this.#worker.turn(entry, {
        type: waits ? 'taskSubmitted' : 'taskSucceeded',
        frame,
        scheduled,
        output: outcome.output,
      });
    }
  }

  /** A transport that breaks is a failed call like any other. */
  async #transport(request: ServiceRequest): Promise<ServiceResponse> {
    try {
      return await this.#worker.options.transport.call(request);
    } catch (error) {
      return {
        ok: false,
        error: 'SdkClientException',
        message: error instanceof Error ? error.message : String(error),
      };
    }
  }

  /** states:startExecution, in its four patterns. */
  async #nested({ entry, frame, task }: Place, state: TaskState): Promise<void> {
    const { resource } = state;
    if (resource.kind !== 'service') return;
    const { scheduled } = task;
    try {
      const child =
        this.#known(task) ?? (await startNested(this.#worker, this.#worker.execution(entry), task));
      await this.#worker.settled();
      const output = startedOutput(this.#worker, child, executionArn(child));
      if (resource.pattern === 'response') {
        this.#worker.turn(entry, { type: 'taskSucceeded', frame, scheduled, output });
        return;
      }
      this.#worker.turn(entry, { type: 'taskSubmitted', frame, scheduled, output });
      if (resource.pattern !== 'token') this.#watch(child, { entry, frame, scheduled });
    } catch (error) {
      this.#worker.turn(entry, {
        type: 'taskFailed',
        frame,
        scheduled,
        failure: startFailure(resource, error),
      });
    }
  }

  /** The nested execution of a task that was submitted before a restart: it may be closed by now. */
  #known(task: Task): Entry | undefined {
    if (task.stage !== 'submitted') return undefined;
    const { arn, name } = startOf(task);
    const machineName = arn.split(':')[6];
    return machineName === undefined || name === undefined
      ? undefined
      : this.#worker.executions.find(machineName, name);
  }

  #watch(child: Entry, watcher: Watcher): void {
    if (child.status !== 'RUNNING') {
      this.#tell(child, watcher);
      return;
    }
    this.#watchers.set(child.id, [...(this.#watchers.get(child.id) ?? []), watcher]);
  }

  #tell(child: Entry, watcher: Watcher): void {
    const { entry, frame, scheduled } = watcher;
    const parent = this.#worker.execution(entry);
    const at = parent.frames.get(frame);
    const state =
      at === undefined
        ? undefined
        : this.#worker.registry.machine(parent.identity.revision).scopes.get(at.scope)?.states.get(at.state);
    if (state?.type !== 'Task' || state.resource.kind !== 'service') return;
    const closed = closedOutput(this.#worker.execution(child), state.resource.pattern);
    if ('output' in closed)
      this.#worker.turn(entry, { type: 'taskSucceeded', frame, scheduled, output: closed.output });
    else this.#worker.turn(entry, { type: 'taskFailed', frame, scheduled, failure: closed.failure });
  }

  #afterClose(entry: Entry, turn: Turn): void {
    for (const watcher of this.#watchers.get(entry.id) ?? []) this.#tell(entry, watcher);
    this.#watchers.delete(entry.id);
    for (const resolve of this.#closed.get(entry.id) ?? []) resolve(entry);
    this.#closed.delete(entry.id);
    if (entry.item !== undefined) this.#itemClosed(entry, turn.execution);
    // nobody can ask for an EXPRESS execution by its name
    if (entry.express) this.#worker.executions.leave(entry);
  }

  /** Resolves when the execution has closed and that is on disk. */
  closed(entry: Entry): Promise<Entry> {
    return new Promise((resolve) =>
      this.#closed.set(entry.id, [...(this.#closed.get(entry.id) ?? []), resolve]),
    );
  }

  #itemClosed(child: Entry, execution: Execution): void {
    const { item } = child;
    const parent = item === undefined ? undefined : this.#worker.executions.get(item.parent);
    if (item === undefined || parent === undefined) return;
    const { failure, output } = execution;
    const outcome =
      child.status === 'SUCCEEDED' ? { output: output ?? null } : { failure: failure ?? { catchable: true } };
    this.#worker.turn(parent, { type: 'itemClosed', group: item.group, index: item.index, ...outcome });
  }

  #startItem(parent: Entry, command: Extract<Command, { type: 'startItem' }>): void {
    const { execution } = this.#worker.load(parent);
    const group = execution.groups.get(command.group);
    const owner = execution.frames.get(group?.frame ?? -1);
    if (group?.mapRunArn === undefined || owner === undefined || group.results.has(command.index)) return;
    const machine = this.#worker.registry.machine(execution.identity.revision);
    const state = machine.scopes.get(owner.scope)?.states.get(owner.state);
    if (state?.type !== 'Map') return;
    const family = group.mapRunArn.split(':')[6] ?? '';
    const name = itemName(group.mapRunArn, command.index);
    const known = this.#worker.executions.find(family, name);
    if (known !== undefined) {
      const { startedAt } = known;
      const child = this.#worker.execution(known);
      const since = child.redrivenAt ?? startedAt;
      const again = known.status !== 'SUCCEEDED' && since <= (group.redrivenAt ?? Number.NEGATIVE_INFINITY);
      if (known.status === 'RUNNING') return;
      if (again) redriveEntry(this.#worker, known, { anew: state.executionType === 'EXPRESS' });
      else this.#itemClosed(known, child);
      return;
    }
    const { identity } = execution;
    const account = identity.arn.split(':').slice(0, 5).join(':');
    const { versionArn: _version, aliasArn: _alias, express: _express, ...inherited } = identity;
    const item = {
      parent: parent.id,
      group: command.group,
      index: command.index,
      mapRunArn: group.mapRunArn,
    };
    const arn = `${account}:execution:${family}:${name}`;
    const child = {
      ...inherited,
      arn,
      name,
      item,
      scope: state.processor.id,
      startedAt: this.#worker.now,
      input: command.input,
    };
    this.#worker.begin(child, undefined);
  }

  #stopItems(mapRunArn: string): void {
    for (const child of this.#worker.executions.run(mapRunArn)) {
      if (child.status !== 'RUNNING') continue;
      const cause = `The map run execution [${mapRunArn}] which was managing this resource was aborted`;
      this.#worker.turn(child, { type: 'stopped', failure: { cause, catchable: false } });
    }
  }

  #stopChild(task: Task): void {
    const child = this.#known({ ...task, stage: 'submitted' });
    if (child?.status === 'RUNNING')
      this.#worker.turn(child, { type: 'stopped', failure: { catchable: false } });
  }
}
