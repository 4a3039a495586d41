import type { Json } from '../asl/json.ts';
import type { Effects } from '../engine/effects.ts';
import type { Worker } from '../engine/worker.ts';
import type { Body } from './body.ts';

/** What operations work with. */
export type Context = { readonly worker: Worker; readonly effects: Effects };
/** An operation of the API. It may answer before what it did is durable: the caller waits for that. */
export type Operation = (context: Context, body: Body) => Json | Promise<Json>;
