import type { FunctionSpec } from '#functions/catalogue.ts';
import type { Finding } from './tree.ts';

/** The files that a function's folder must hold, by what the catalogue says of it. */
export function missingFiles(
  name: string,
  spec: Pick<FunctionSpec, 'trigger' | 'registry' | 'outbox' | 'rights'>,
  paths: readonly string[],
): Finding[] {
  const reachesOut = spec.registry !== 'none' || spec.outbox !== 'none' || spec.rights.length > 0;
  // What HTTP and the outbox bring is parsed by the API's contract and the domain's own schema.
  const ownContract = !['http', 'outboxStream'].includes(spec.trigger);
  return [
    'config.ts',
    'handler.ts',
    ...(ownContract ? ['contract.ts'] : []),
    ...(reachesOut ? ['deps.ts'] : []),
  ]
    .map((file) => `functions/${name}/${file}`)
    .filter((path) => !paths.includes(path))
    .map((path) => `${path} is missing`);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Rows of the sample that do not say whether they are `source` (and which) or `illustrative`. */
export function rowsWithoutOrigin(kind: string, rows: readonly unknown[]): Finding[] {
  return rows.flatMap((row, index) => {
    const origin = isRecord(row) ? row['provenance'] : undefined;
    const said =
      isRecord(origin) &&
      (origin['kind'] === 'illustrative' ||
        (origin['kind'] === 'source' && typeof origin['source'] === 'string' && origin['source'] !== ''));
    return said ? [] : [`${kind}[${index}] does not say where it comes from`];
  });
}

/** English has a singular beside the plural (`days_one`), Vietnamese has one form. */
const SINGULAR = /_one$/;

/** Keys that stand in one language only, stand empty, or are text here and a sentence with values there. */
export function untranslated(vi: unknown, en: unknown, where: string): Finding[] {
  if (isRecord(vi) && isRecord(en)) {
    const plurals = Object.keys(en).filter((key) => !SINGULAR.test(key));
    const keys = [...new Set([...Object.keys(vi), ...plurals])];
    return keys.flatMap((key) => untranslated(vi[key], en[key], `${where}.${key}`));
  }
  if (typeof vi !== typeof en) return [`${where} stands in one language only`];
  return vi === '' || en === '' ? [`${where} is empty`] : [];
}
