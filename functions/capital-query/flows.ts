import { planYearOn } from '#domain/capital-dates.ts';
import { pictureOf } from '#domain/capital-flows.ts';
import { dong, sumDong } from '#domain/money.ts';
import { type Move, OPEN_MOVE } from '#domain/move.ts';
import { localDateOf } from '#domain/time.ts';
import { allPages } from '../paging.ts';
import type { Deps } from './deps.ts';

/** Nodes a side: more can't be told apart. */
const MOST_NODES = 12;

function sumOf(moves: readonly Move[]) {
  return {
    amount: sumDong(moves.flatMap(({ donors }) => donors.map(({ amount }) => amount))),
    moves: moves.length,
  };
}

/** What moved, moves and waits in a plan year. */
export async function flowsView(deps: Deps, asked: number | undefined) {
  const asOf = deps.now();
  const today = localDateOf(asOf);
  const rules = await deps.latestRules(today);
  const planYear = asked ?? planYearOn(rules, today);
  const [idle, ...lists] = await Promise.all([
    allPages((page) => deps.idleProjects(page)),
    ...[...OPEN_MOVE, 'committed' as const].map((status) => allPages((page) => deps.listMoves(status, page))),
  ]);
  const ofYear = lists.flat().filter((move) => move.planYear === planYear);
  const committed = ofYear.filter(({ status }) => status === 'committed');
  const underway = ofYear.filter(({ status }) => status !== 'committed');
  const picture = pictureOf({
    moves: [...underway, ...committed],
    idle: idle.filter(({ capital }) => capital.planYear === planYear),
    most: MOST_NODES,
  });
  const inDong = <T extends { readonly amount: number }>(each: T) => ({ ...each, amount: dong(each.amount) });
  return {
    asOf,
    planYear,
    donors: picture.donors.map(inDong),
    recipients: picture.recipients.map(inDong),
    links: picture.links.map(inDong),
    unplaced: dong(picture.unplaced),
    underway: sumOf(underway),
    committed: sumOf(committed),
  };
}
