import type { OfficeId } from '#domain/ids.ts';
import type { LocalDate } from '#domain/time.ts';

/** What somebody typed, as the API's types want it: the API parses it again and says which field is wrong. */

export function readLocalDate(typed: string): LocalDate {
  return typed as LocalDate;
}

export function readOfficeId(typed: string): OfficeId {
  return typed as OfficeId;
}
