/** The machines that work on a case, that of the case first; the address says which is drawn. */
export const MACHINE_NAMES = [
  'unblock-project',
  'climb-ladder',
  'collect-decision',
  'reallocate-capital',
] as const;
export type MachineName = (typeof MACHINE_NAMES)[number];

export function machineName(name: string): MachineName {
  return MACHINE_NAMES.find((each) => each === name) ?? 'unblock-project';
}
