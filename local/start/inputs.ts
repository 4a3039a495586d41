/** A fingerprint of everything that synthesis reads, so that an unchanged project is not synthesized again. */
import { fingerprintOf } from '#web/build.ts';

/** The folders and files, within the project, from which the assembly is made. */
const sources = [
  'adapters',
  'domain',
  'functions',
  'infra',
  'seeds',
  'web/dist',
  'workflows',
  'package-lock.json',
  'cdk.json',
];

export function fingerprint(project: string): string {
  return fingerprintOf(project, sources);
}
