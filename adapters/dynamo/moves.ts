import { Refusal } from '#domain/errors.ts';
import { type CaseId, MoveId } from '#domain/ids.ts';
import { Move } from '#domain/move.ts';
import { ALL_MOVES, movesIn } from './items.ts';
import { caseKey, keyTail, moveKey } from './keys.ts';
import { readAll, readRecordPage } from './pages.ts';
import { keyOf, parseItem, readItems, type Store } from './store.ts';
import { HOLDER_INDEX, WORK_INDEX } from './tables.ts';
import type { MoveVerbs } from './verbs.ts';

async function getMove(store: Store, id: MoveId): Promise<Move> {
  const item = await store.find(moveKey(id));
  if (item === undefined) throw new Refusal('move.unknown', { move: id });
  return parseItem(Move, item);
}

/** A case has few moves: one at a time, another when the one before was rejected. Read consistently. */
async function movesOfCase(store: Store, id: CaseId): Promise<readonly Move[]> {
  const links = await readAll(store, { hashes: [caseKey(id).pk], prefix: 'MOVE#' });
  const keys = links.map((link) => moveKey(MoveId.parse(keyTail(keyOf(link).sk))));
  return (await readItems(store, keys, true)).map((item) => parseItem(Move, item));
}

export function moveVerbs(store: Store): MoveVerbs {
  return {
    getMove: (id) => getMove(store, id),
    movesOfCase: (id) => movesOfCase(store, id),
    listMoves: async (status, page) => {
      const place =
        status === 'all'
          ? { index: HOLDER_INDEX, hashes: [ALL_MOVES] }
          : { index: WORK_INDEX, hashes: [movesIn(status)] };
      return readRecordPage(store, { ...place, newestFirst: true, schema: Move }, page);
    },
  };
}
