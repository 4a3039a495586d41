import { fileURLToPath } from 'node:url';
import { type State, state } from '../state.ts';
import { config } from './config.ts';
import type { FontFiles } from './pdf.ts';

export type Deps = Pick<
  State,
  | 'findBlocker'
  | 'findOffices'
  | 'getCase'
  | 'getMove'
  | 'getProjects'
  | 'latestCalendar'
  | 'ledgerOf'
  | 'now'
> & { readonly fonts: FontFiles };

/** The catalogue puts the files beside the bundle under these names. */
const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

const fonts: FontFiles = {
  normal: beside('regular.ttf'),
  bold: beside('bold.ttf'),
  italics: beside('italic.ttf'),
  bolditalics: beside('bold-italic.ttf'),
};

const registry = state(config);

export const dependencies = (): Deps => ({ ...registry(), fonts });
