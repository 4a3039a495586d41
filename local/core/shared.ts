/** What all parts of a running host have in common. */
import type { Activity } from '#local/activity.ts';
import type { MovableClock } from '#local/clock/clock.ts';
import type { Timeline } from '#local/clock/timeline.ts';
import type { Dispatcher, KeyRing } from '#local/endpoint/dispatcher.ts';
import type { Roles } from '#local/iam/roles.ts';
import type { HostLog } from '#local/log.ts';
import type { HostStore } from '#local/store.ts';
import type { Template } from '#local/template/stack.ts';

export type Shared = {
  readonly template: Template;
  readonly dataDir: string;
  readonly state: HostStore;
  readonly log: HostLog;
  readonly activity: Activity;
  readonly clock: MovableClock;
  readonly timeline: Timeline;
  readonly roles: Roles;
  readonly keys: KeyRing;
  readonly dispatcher: Dispatcher;
};
