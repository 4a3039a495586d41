import { type Files, openFiles } from '#adapters/files.ts';
import { lazily } from '../boundary.ts';
import { type State, state } from '../state.ts';
import { config } from './config.ts';

export type Deps = Pick<
  State,
  | 'approvalsOfCase'
  | 'casesOfProject'
  | 'commit'
  | 'findProjects'
  | 'findReport'
  | 'getCase'
  | 'getImport'
  | 'getProject'
  | 'importsOf'
  | 'ladderOf'
  | 'now'
  | 'reportBlocker'
  | 'saveImport'
  | 'units'
> &
  Pick<Files, 'findFile' | 'presignUpload' | 'readFile' | 'writeFile'>;

const registry = state(config);

export const dependencies: () => Deps = lazily(() => ({
  ...registry(),
  ...openFiles(config.parse(process.env).DOCUMENT_BUCKET),
}));
