/** Mantine in the product's colours. Its variables are written to a stylesheet when the site is built (web/build/theme-css.ts). */
import { Button, type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';
import { DARK, LIGHT, PAPER, type Token } from './tokens.ts';

/** Shade 6 is light text, 0 light tint, 3 dark text, 9 dark tint. */
const SONG: MantineColorsTuple = [
  '#E9F4F5',
  '#D2E7EA',
  '#A9D1D7',
  '#7CC3CC',
  '#459BA7',
  '#227F8B',
  '#0F6470',
  '#0B525C',
  '#083F48',
  '#062329',
];

const FACE = '"Be Vietnam Pro", system-ui, "Segoe UI", Roboto, Arial, sans-serif';

/** Scrolling is locked by a style element elsewhere, which the site's policy forbids; the overlay is enough. */
const unlocked = { defaultProps: { lockScroll: false } } as const;

/** Text on a filled button: the lighter primary of the dark scheme wants dark text, which Mantine's contrast does not see. */
const onPrimary = Button.extend({
  vars: (_, { variant = 'filled' }) => ({
    root: variant === 'filled' ? { '--button-color': 'var(--kt-on-primary)' } : {},
  }),
});

export const theme = createTheme({
  colors: { song: SONG },
  primaryColor: 'song',
  primaryShade: { light: 6, dark: 3 },
  autoContrast: true,
  black: LIGHT.ink,
  defaultRadius: 6,
  focusRing: 'auto',
  fontFamily: FACE,
  headings: { fontFamily: FACE, fontWeight: '600' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: { Button: onPrimary, Modal: unlocked },
});

function tokens(scheme: Readonly<Record<Token, string>>): Record<string, string> {
  const own = Object.fromEntries(Object.entries(scheme).map(([name, value]) => [`--kt-${name}`, value]));
  return {
    ...own,
    '--mantine-color-body': scheme.surface,
    '--mantine-color-text': scheme.ink,
    '--mantine-color-dimmed': scheme.ink2,
    '--mantine-color-default': scheme.surface,
    '--mantine-color-default-hover': scheme.tint,
    '--mantine-color-default-color': scheme.ink,
    '--mantine-color-default-border': scheme.line2,
    '--mantine-color-placeholder': scheme.ink3,
    '--mantine-color-error': scheme.overdue,
    '--mantine-color-anchor': scheme.primary,
  };
}

export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: { '--kt-face': FACE, '--kt-figures': `"KT Figures", ${FACE}` },
  light: tokens(LIGHT),
  dark: tokens(DARK),
});

/** What stands instead of either scheme in print. */
export const paperVariables: Readonly<Record<string, string>> = tokens(PAPER);
