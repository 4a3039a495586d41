import * as z from 'zod';
import { Unit } from '../domain/unit.ts';
import { localized, Pair } from './localized.ts';
import data from './units.json' with { type: 'json' };

const Row = z.object({
  code: z.string(),
  kind: z.enum(['urbanDistrict', 'ruralDistrict', 'city']),
  name: Pair,
  mail: z.string(),
  successors: z.array(z.string()),
  successorKind: z.enum(['ward', 'commune']),
});
const rows = z.array(Row).parse(data.units);

/** The 22 district-level units of October 2024; they end on 30 June 2025 and live on in 102 wards and communes. */
export const units: readonly Unit[] = rows.map(({ code, kind, name, successors, successorKind }) =>
  Unit.parse({
    code,
    kind,
    name: localized(name),
    validFrom: data.validFrom,
    validTo: data.validTo,
    successors: successors.map((vi) => ({ name: { vi, en: vi }, kind: successorKind })),
    provenance: { kind: 'source', source: data.source },
  }),
);

/** The part of a sample address that names a unit, by its code: `q8`. */
export const mailNames: ReadonlyMap<string, string> = new Map(rows.map(({ code, mail }) => [code, mail]));
