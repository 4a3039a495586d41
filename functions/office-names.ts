import type { OfficeId } from '#domain/ids.ts';
import type { Localized } from '#domain/text.ts';
import { epochMs } from '#domain/time.ts';
import type { State } from './state.ts';

/** An office keeps its name for years; an instance of a function asks for it anew after this time (ms). */
const KEPT_MS = 300_000;

type Kept = { readonly name: Localized; readonly readAt: number };
/** By the registry that was asked: every mail and page names the next office, and there are few. */
const known = new WeakMap<object, Map<OfficeId, Kept>>();

/** The name of an office, at most five minutes old; undefined for one that is not there. */
export async function officeName(
  deps: Pick<State, 'findOffices' | 'now'>,
  id: OfficeId,
): Promise<Localized | undefined> {
  const names = known.get(deps) ?? new Map<OfficeId, Kept>();
  known.set(deps, names);
  const readAt = epochMs(deps.now());
  const kept = names.get(id);
  if (kept !== undefined && Math.abs(readAt - kept.readAt) < KEPT_MS) return kept.name;
  const [office] = await deps.findOffices([id]);
  if (office !== undefined) names.set(id, { name: office.name, readAt });
  return office?.name;
}

/** The Vietnamese name of each office; one that is no longer there stands under its id. */
export async function officeNames(
  deps: Pick<State, 'findOffices'>,
  ids: readonly OfficeId[],
): Promise<ReadonlyMap<string, string>> {
  const offices = await deps.findOffices(ids);
  const names = new Map<string, string>(offices.map(({ id, name }) => [id, name.vi]));
  return new Map(ids.map((id) => [id, names.get(id) ?? id]));
}
