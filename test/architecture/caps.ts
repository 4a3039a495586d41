import type { Syntax } from './syntax.ts';
import type { Finding, Source } from './tree.ts';

export const CAPS = { file: 350, function: 60, parameters: 4 } as const;

export function longFiles({ path, lines }: Syntax): Finding[] {
  return lines > CAPS.file ? [`${path} has ${lines} lines, more than ${CAPS.file}`] : [];
}

/** In tests a `describe` is one function: there the length of the file is the measure. */
export function longFunctions({ path, functions }: Syntax): Finding[] {
  if (path.startsWith('test/')) return [];
  return functions
    .filter(({ lines }) => lines > CAPS.function)
    .map(({ line, lines }) => `${path}:${line} is a function of ${lines} lines, more than ${CAPS.function}`);
}

export function longParameterLists({ path, functions }: Syntax): Finding[] {
  return functions
    .filter(({ parameters }) => parameters > CAPS.parameters)
    .map(
      ({ line, parameters }) =>
        `${path}:${line} takes ${parameters} parameters, more than ${CAPS.parameters}`,
    );
}

export function anys({ path, anys: found }: Syntax): Finding[] {
  return found.map(({ line }) => `${path}:${line} says any`);
}

/**
 * A cast claims what nobody checked. It may stand where text or an unknown value becomes a type, and such a function says
 * so in its name: `parse…`, `read…` or `decode…`. `as const`, `as unknown` and `satisfies` claim nothing.
 */
const READER = /^(parse|read|decode)([A-Z]|$)/;

export function castsOutsideReaders({ path, casts }: Syntax): Finding[] {
  return casts
    .filter(({ within }) => !within.some((name) => READER.test(name.replace(/^#/, ''))))
    .map(({ line, text }) => `${path}:${line} casts outside a reader: ${text}`);
}

/** Spelt in parts, so that this file does not break its own rule. */
const TYPESCRIPT = ['@ts', ''].join('-');
const SILENCERS = ['eslint', 'biome', 'oxlint'].flatMap((tool) => [`${tool}-disable`, `${tool}-ignore`]);
const SILENCER = new RegExp([TYPESCRIPT, ...SILENCERS].join('|'));
/** In a type test the next line must not compile, and the comment says why. */
const TYPE_TEST = new RegExp(`^\\s*// ${TYPESCRIPT}expect-error -- \\S`);

export function silencers({ path, text }: Source): Finding[] {
  return text.split('\n').flatMap((line, index) => {
    const typeTest = path.endsWith('.test.ts') && TYPE_TEST.test(line);
    const silenced = SILENCER.test(line) && !typeTest;
    return silenced ? [`${path}:${index + 1} silences a check: ${line.trim()}`] : [];
  });
}

/** Folders of one machine; a path that begins so means nothing on another. */
const MACHINE_PATH = new RegExp(
  `(?<![\\w.~-])/(?:${['work', 'tmp', 'home', 'root', 'Users'].join('|')})/[\\w.-]`,
);

export function machinePaths({ path, text }: Source): Finding[] {
  return text.split('\n').flatMap((line, index) => {
    return MACHINE_PATH.test(line) ? [`${path}:${index + 1} names a path of one machine`] : [];
  });
}
