import type { OfficeId } from '#domain/ids.ts';
import type { State } from './state.ts';

/** The Vietnamese name of each office; one that is no longer there stands under its id. */
export async function officeNames(
  deps: Pick<State, 'findOffices'>,
  ids: readonly OfficeId[],
): Promise<ReadonlyMap<string, string>> {
  const offices = await deps.findOffices(ids);
  const names = new Map<string, string>(offices.map(({ id, name }) => [id, name.vi]));
  return new Map(ids.map((id) => [id, names.get(id) ?? id]));
}
