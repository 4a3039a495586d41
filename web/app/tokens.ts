/**
 * The colours of the product, each with its contrast proved in the visual direction: `--kt-<name>` in every stylesheet.
 * Nothing else in `web/` names a colour.
 */
export type Token =
  | 'bg'
  | 'surface'
  | 'sunk'
  | 'ink'
  | 'ink2'
  | 'ink3'
  | 'line'
  | 'line2'
  | 'primary'
  | 'primary-hover'
  | 'on-primary'
  | 'tint'
  | 'focus'
  | 'nav'
  | 'nav-ink'
  | 'nav-dim'
  | 'nav-here'
  | 'mark'
  | 'on-mark'
  | 'overdue'
  | 'overdue-bg'
  | 'on-overdue'
  | 'due'
  | 'due-bg'
  | 'due-bar'
  | 'review'
  | 'review-bg'
  | 'up'
  | 'up-bg'
  | 'done'
  | 'done-bg'
  | 'quiet'
  | 'quiet-bg'
  | 'disbursed'
  | 'absorbable'
  | 'on-absorbable'
  | 'idle'
  | 'hatch';

export const LIGHT: Readonly<Record<Token, string>> = {
  bg: '#f5f7f6',
  surface: '#ffffff',
  sunk: '#edf1f0',
  ink: '#14242b',
  ink2: '#465861',
  ink3: '#5e6f77',
  line: '#d3dcdc',
  line2: '#74858b',
  primary: '#0f6470',
  'primary-hover': '#0b525c',
  'on-primary': '#ffffff',
  tint: '#e3f0f1',
  focus: '#0b3b8c',
  nav: '#0b3f48',
  'nav-ink': '#e6f1f2',
  'nav-dim': '#a9cdd2',
  'nav-here': '#145b66',
  mark: '#f2b84b',
  'on-mark': '#2a1c00',
  overdue: '#96190f',
  'overdue-bg': '#fcebe8',
  'on-overdue': '#ffffff',
  due: '#8a5a00',
  'due-bg': '#fff3db',
  'due-bar': '#e2a93b',
  review: '#1f66a8',
  'review-bg': '#e6f0fa',
  up: '#7d1f68',
  'up-bg': '#f8eaf4',
  done: '#176b45',
  'done-bg': '#e2f3ea',
  quiet: '#56666e',
  'quiet-bg': '#edf1f2',
  disbursed: '#0f6470',
  absorbable: '#459ba7',
  'on-absorbable': '#062329',
  idle: '#b5731a',
  hatch: 'rgba(255,255,255,.42)',
};

export const DARK: Readonly<Record<Token, string>> = {
  bg: '#0e171a',
  surface: '#152125',
  sunk: '#0a1214',
  ink: '#e9f0f0',
  ink2: '#b4c3c6',
  ink3: '#93a5a9',
  line: '#2b3b40',
  line2: '#6b7f85',
  primary: '#7cc3cc',
  'primary-hover': '#98d4db',
  'on-primary': '#062329',
  tint: '#173338',
  focus: '#ffd466',
  nav: '#0a1214',
  'nav-ink': '#e9f0f0',
  'nav-dim': '#93a5a9',
  'nav-here': '#173338',
  mark: '#f2b84b',
  'on-mark': '#2a1c00',
  overdue: '#ff9486',
  'overdue-bg': '#40201c',
  'on-overdue': '#2b0b07',
  due: '#f7cb78',
  'due-bg': '#3a2a0c',
  'due-bar': '#e2a93b',
  review: '#8fc1f2',
  'review-bg': '#1a2e43',
  up: '#f0a6da',
  'up-bg': '#3b1d31',
  done: '#7fd0a0',
  'done-bg': '#15321f',
  quiet: '#aebcc1',
  'quiet-bg': '#26343a',
  disbursed: '#7cc3cc',
  absorbable: '#459ba7',
  'on-absorbable': '#062329',
  idle: '#e0a04a',
  hatch: 'rgba(14,23,26,.45)',
};

/** On paper, whichever scheme the screen has: black ink on white; what is filled on the screen is written in ink. */
export const PAPER: Readonly<Record<Token, string>> = {
  ...LIGHT,
  bg: '#ffffff',
  surface: '#ffffff',
  ink: '#000000',
  ink2: '#222222',
  line: '#999999',
  primary: '#000000',
  'on-overdue': '#000000',
};
