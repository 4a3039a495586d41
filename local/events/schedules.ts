/** Fires the schedules of the template in the order of their times, by the host's clock. */
import type { EventSchedule } from '#local/events/definition.ts';
import type { NextFire } from '#local/events/schedule.ts';
import { parseSchedule } from '#local/events/schedule.ts';
import type { HostClock } from '#local/service.ts';

export type SchedulePorts = {
  readonly clock: HostClock;
  /** When a schedule was first seen; a rate counts from there. */
  anchor(key: string): Promise<number>;
  /** Resolves once the occurrence is on the disk. `at` is the planned time, epoch ms. */
  fire(schedule: EventSchedule, at: number): Promise<void>;
};

type Planned = { readonly schedule: EventSchedule; readonly next: NextFire; at: number | undefined };

function within(schedule: EventSchedule, next: NextFire): NextFire {
  const { notBefore, notAfter } = schedule;
  return (after) => {
    const at = next(notBefore === undefined ? after : Math.max(after, notBefore - 1));
    return at === undefined || (notAfter !== undefined && at > notAfter) ? undefined : at;
  };
}

export class Schedules {
  readonly #planned: readonly Planned[];
  readonly #ports: SchedulePorts;

  private constructor(planned: readonly Planned[], ports: SchedulePorts) {
    this.#planned = planned;
    this.#ports = ports;
  }

  /** Plans every schedule from now on. Throws `InvalidSchedule`. */
  static async open(schedules: readonly EventSchedule[], ports: SchedulePorts): Promise<Schedules> {
    const planned: Planned[] = [];
    for (const schedule of schedules) {
      const anchor = await ports.anchor(`${schedule.arn} ${schedule.expression}`);
      const frame = { anchor, timeZone: schedule.timeZone };
      const next = within(schedule, parseSchedule(schedule.expression, frame));
      planned.push({ schedule, next, at: next(ports.clock.now()) });
    }
    return new Schedules(planned, ports);
  }

  nextAt(): number | undefined {
    return this.#earliest()?.at;
  }

  /** Fires every occurrence that is due, earliest first. */
  async fire(): Promise<void> {
    for (let due = this.#due(); due !== undefined; due = this.#due()) {
      const { planned, at } = due;
      // Moved on before the wait: a second call of fire meanwhile must not fire the same occurrence.
      planned.at = planned.next(at);
      await this.#ports.fire(planned.schedule, at);
    }
  }

  #earliest(): Planned | undefined {
    return this.#planned
      .filter(({ at }) => at !== undefined)
      .toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0))
      .at(0);
  }

  #due(): { readonly planned: Planned; readonly at: number } | undefined {
    const planned = this.#earliest();
    if (planned?.at === undefined || planned.at > this.#ports.clock.now()) return undefined;
    return { planned, at: planned.at };
  }
}
