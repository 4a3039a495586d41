/**
 * The theme as a stylesheet. Mantine would write it into the page as a `<style>` element at run time; the site's policy
 * (infra/constructs/front-door.ts) allows none, so it is computed when the site is built and arrives with the other styles.
 */
import {
  convertCssVariables,
  DEFAULT_THEME,
  deepMerge,
  defaultCssVariablesResolver,
  mergeMantineTheme,
} from '@mantine/core';
import type { Plugin } from 'vite';
import { cssVariablesResolver, paperVariables, theme } from '../app/theme.ts';

const NAME = 'virtual:theme.css';

function themeCss(): string {
  const whole = mergeMantineTheme(DEFAULT_THEME, theme);
  const variables = deepMerge(defaultCssVariablesResolver(whole), cssVariablesResolver(whole));
  const css = convertCssVariables(variables);
  // Until the script has read the reader's choice, the system's scheme stands.
  const [dark, light, paper] = [variables.dark, variables.light, paperVariables].map((scheme) =>
    Object.entries(scheme)
      .map(([name, value]) => `${name}:${value}`)
      .join(';'),
  );
  const early = ':root:not([data-mantine-color-scheme])';
  return `${early}{color-scheme:light dark;${light}}@media (prefers-color-scheme:dark){${early}{${dark}}}${css}@media print{:root[data-mantine-color-scheme]{color-scheme:light;${paper}}}`;
}

/** Makes `import 'virtual:theme.css'` the theme's variables. */
export const themeStylesheet: Plugin = {
  name: 'theme-stylesheet',
  resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
  load: (id) => (id === `\0${NAME}` ? themeCss() : undefined),
};
