import type { Move } from '#domain/move.ts';
import { OPEN_MOVE } from '#domain/move.ts';
import { allPages } from './paging.ts';
import type { State } from './state.ts';

/** Every move that can still be committed: what it takes and promises is spoken for. */
export async function openMoves(deps: Pick<State, 'listMoves'>): Promise<Move[]> {
  const lists = await Promise.all(
    OPEN_MOVE.map((status) => allPages((page) => deps.listMoves(status, page))),
  );
  return lists.flat();
}
