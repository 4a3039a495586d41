import { type Files, openFiles } from '#adapters/files.ts';
import { lazily } from '../boundary.ts';
import { type State, state } from '../state.ts';
import { config } from './config.ts';

export type Deps = Pick<
  State,
  | 'approvalsOfCase'
  | 'commit'
  | 'findReport'
  | 'getCase'
  | 'getProject'
  | 'ladderOf'
  | 'now'
  | 'reportBlocker'
  | 'units'
> &
  Pick<Files, 'findFile'>;

const registry = state(config);

export const dependencies: () => Deps = lazily(() => ({
  ...registry(),
  ...openFiles(config.parse(process.env).DOCUMENT_BUCKET),
}));
