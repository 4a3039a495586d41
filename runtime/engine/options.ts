import type { Chance } from '../query/intrinsics.ts';
import type { Transport } from './transport.ts';

/** A call that a machine wants to make inside the engine and that its role has to allow. */
export type Authorization = { readonly roleArn: string; readonly action: string; readonly resource: string };

export type EngineOptions = {
  /** Folder of the journal; without it nothing outlives the process. */
  readonly dataDir?: string;
  readonly clock: { /** Epoch milliseconds. */ now(): number };
  readonly accountId: string;
  readonly region: string;
  readonly transport: Transport;
  /** Throws (an error with a message as AWS words it) what a role may not do. Asked for calls inside the engine only. */
  readonly authorize?: (call: Authorization) => void | Promise<void>;
  readonly log?: (line: {
    readonly level: 'info' | 'warn' | 'error';
    readonly message: string;
    readonly [field: string]: unknown;
  }) => void;
  /** Randomness; by default that of node:crypto. */
  readonly chance?: Chance;
  /** Called before each write to the journal; what it throws counts as a failure of the disk (for drills and tests). */
  readonly beforeWrite?: () => void;
  /** Executions whose state is kept in memory although they wait. Default 1,024. */
  readonly hot?: number;
  /** A snapshot is taken when so much has been written since the last one. Default 4 MB; more where the snapshot is bigger. */
  readonly snapshotBytes?: number;
  /** Closed executions move to the archive when so much has been written since that was done last. Default 32 MB. */
  readonly compactBytes?: number;
};
