import * as z from 'zod';
import { UnitCode } from './ids.ts';
import { Localized, Provenance } from './text.ts';
import { LocalDate } from './time.ts';

/**
 * An administrative unit (đơn vị hành chính), dated: districts end on 30 June 2025 and live on in communes. Old records
 * keep the old unit; `successors` says who answers for them later. `validTo` is the first day on which it is no more.
 */
export const Unit = z.object({
  code: UnitCode,
  kind: z.enum(['city', 'urbanDistrict', 'ruralDistrict', 'ward', 'commune', 'specialZone']),
  name: Localized,
  validFrom: LocalDate,
  validTo: LocalDate.optional(),
  successors: z.array(z.object({ name: Localized, kind: z.enum(['ward', 'commune', 'specialZone']) })),
  provenance: Provenance,
});
export type Unit = z.infer<typeof Unit>;
