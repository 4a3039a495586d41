import { fileURLToPath } from 'node:url';
import { lazily } from '../boundary.ts';
import type { FontFiles } from '../documents/pdf.ts';
import { type State, state } from '../state.ts';
import { config } from './config.ts';

export type Deps = Pick<
  State,
  | 'findOffices'
  | 'findWeek'
  | 'keptWeeks'
  | 'latestCalendar'
  | 'latestRules'
  | 'now'
  | 'projectsOfGroup'
  | 'units'
> & { readonly fonts: FontFiles };

/** The catalogue puts the files beside the bundle under these names. */
const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

const registry = state(config);

export const dependencies: () => Deps = lazily(() => ({
  ...registry(),
  fonts: {
    normal: beside('regular.ttf'),
    bold: beside('bold.ttf'),
    italics: beside('italic.ttf'),
    bolditalics: beside('bold-italic.ttf'),
  },
}));
