/** A command of `node_modules/.bin`, and what it makes sure of. */
export type Step = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** True for Vitest: shown while it runs, and its tests are counted. */
  readonly suites: boolean;
};

function check(name: string, command: string, ...args: string[]): Step {
  return { name, command, args, suites: false };
}

function suites(name: string, ...args: string[]): Step {
  return { name, command: 'vitest', args: ['run', ...args], suites: true };
}

/** Everything that must hold, the quickest to fail first. */
const ALL: readonly Step[] = [
  check('types (tsc)', 'tsc', '-p', '.'),
  check('format and lint (biome)', 'biome', 'check', '.'),
  check('dead code and dependencies (knip)', 'knip', '--no-progress'),
  check('lint with types, import cycles (oxlint)', 'oxlint', '--type-aware'),
  suites('architecture', 'test/architecture/'),
  suites('domain, every branch covered', 'test/domain/', '--coverage'),
  suites('all other suites', '--exclude', 'test/architecture/**', '--exclude', 'test/domain/**'),
];

/** All steps; with patterns just the suites whose path holds one of them. */
export function stepsFor(patterns: readonly string[]): readonly Step[] {
  return patterns.length === 0 ? ALL : [suites(`suites that match ${patterns.join(', ')}`, ...patterns)];
}
