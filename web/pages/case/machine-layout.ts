import type { ArrowView, MachineView, StateView } from '#functions/api/contract-workflow.ts';

/** Where the boxes and arrows of a machine stand: a layered drawing from top to bottom, in sixteenths of a rem. */

/** Five of them stand side by side on a desk of 1,280 px; three lines of a title fit, or two and when it was passed. */
export const BOX = { width: 156, height: 66 } as const;
const GAP = { across: 20, down: 52 } as const;
/** Room for arrows that lead back to the first layer. */
const TOP = 30;

export type PlacedState = StateView & { readonly x: number; readonly y: number };
export type DrawnArrow = ArrowView & {
  readonly path: string;
  /** Where its label stands. */
  readonly labelAt: { readonly x: number; readonly y: number };
  readonly back: boolean;
};
export type Layout = {
  readonly width: number;
  readonly height: number;
  readonly states: readonly PlacedState[];
  readonly arrows: readonly DrawnArrow[];
};

/** Arrows that close a circle, found by walking from the start: drawn at the side, and no reason for a later layer. */
function backArrows(machine: MachineView, arrows: readonly ArrowView[]): ReadonlySet<ArrowView> {
  const back = new Set<ArrowView>();
  const open = new Set<string>();
  const seen = new Set<string>();
  const walk = (name: string): void => {
    seen.add(name);
    open.add(name);
    for (const arrow of arrows.filter(({ from }) => from === name)) {
      if (open.has(arrow.to)) back.add(arrow);
      else if (!seen.has(arrow.to)) walk(arrow.to);
    }
    open.delete(name);
  };
  walk(machine.startAt);
  for (const { name } of machine.states) if (!seen.has(name)) walk(name);
  return back;
}

/** The layer of each state: one below the lowest that leads to it. */
function layersOf(names: readonly string[], forward: readonly ArrowView[]): ReadonlyMap<string, number> {
  const layers = new Map(names.map((name) => [name, 0]));
  for (let round = 0; round < names.length; round += 1) {
    let moved = false;
    for (const { from, to } of forward) {
      const below = (layers.get(from) ?? 0) + 1;
      if ((layers.get(to) ?? 0) >= below) continue;
      layers.set(to, below);
      moved = true;
    }
    if (!moved) break;
  }
  return layers;
}

/** States of a layer side by side, in the order of the places of those that lead to them. */
function rowsOf(
  names: readonly string[],
  layers: ReadonlyMap<string, number>,
  forward: readonly ArrowView[],
): string[][] {
  const rows: string[][] = [];
  const place = new Map<string, number>();
  const last = Math.max(...layers.values());
  for (let layer = 0; layer <= last; layer += 1) {
    const row = names.filter((name) => layers.get(name) === layer);
    const weight = (name: string): number => {
      const from = forward.filter(({ to }) => to === name).map((arrow) => place.get(arrow.from) ?? 0);
      return from.length === 0 ? 0 : from.reduce((sum, each) => sum + each, 0) / from.length;
    };
    const ordered = row.toSorted((one, other) => weight(one) - weight(other));
    ordered.forEach((name, index) => {
      place.set(name, index - (ordered.length - 1) / 2);
    });
    rows.push(ordered);
  }
  return rows;
}

type Point = { readonly x: number; readonly y: number };

/** Down from the bottom of one box to the top of another. */
function down(from: Point, to: Point): Pick<DrawnArrow, 'path' | 'labelAt'> {
  const [x1, y1] = [from.x + BOX.width / 2, from.y + BOX.height];
  const [x2, y2] = [to.x + BOX.width / 2, to.y];
  const bend = Math.min(GAP.down, (y2 - y1) / 2);
  const path = `M${x1} ${y1} C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`;
  return { path, labelAt: { x: x1 + (x2 - x1) * 0.62, y: y2 - 14 } };
}

/** Which way back it is, how wide the boxes stand, and whether another with a label leads back from the same box. */
type Edge = { readonly lane: number; readonly inside: number; readonly second: boolean };

/** Out below the box, along the right edge back up, and in from above: through the gaps, never through a box. */
function up(from: Point, to: Point, { lane, inside, second }: Edge): Pick<DrawnArrow, 'path' | 'labelAt'> {
  const edge = inside + 10 + lane * 6;
  const x1 = from.x + BOX.width / 2 + 14 + lane * 5;
  const x2 = to.x + BOX.width - 16 - lane * 6;
  const below = from.y + BOX.height + 9 + lane * 4;
  const above = to.y - 10 - lane * 4;
  const path = `M${x1} ${from.y + BOX.height} L${x1} ${below} L${edge} ${below} L${edge} ${above} L${x2} ${above} L${x2} ${to.y}`;
  return { path, labelAt: { x: edge - 8, y: second ? below + 13 : below - 5 } };
}

/** What can be reached along these arrows: a state that only an error leads to is drawn when one did. */
function reachedFrom(start: string, arrows: readonly ArrowView[]): ReadonlySet<string> {
  const reached = new Set([start]);
  for (const name of reached) {
    for (const { from, to } of arrows) if (from === name) reached.add(to);
  }
  return reached;
}

/** Draws the states of a machine and those arrows that `shown` lets through. */
export function layoutOf(machine: MachineView, shown: (arrow: ArrowView) => boolean): Layout {
  const inner = machine.states.filter(({ within }) => within !== null);
  const within: ArrowView[] = inner.flatMap(({ name, within: from }) =>
    from === null ? [] : [{ from, to: name, kind: 'next' as const, label: null }],
  );
  const every = [...machine.arrows.filter(shown), ...within];
  const known = reachedFrom(machine.startAt, every);
  const arrows = every.filter(({ from }) => known.has(from));
  const back = backArrows(machine, arrows);
  const forward = arrows.filter((arrow) => !back.has(arrow));
  const names = machine.states.map(({ name }) => name).filter((name) => known.has(name));
  const rows = rowsOf(names, layersOf(names, forward), forward);
  const widest = Math.max(...rows.map((row) => row.length));
  const inside = widest * BOX.width + (widest - 1) * GAP.across;
  const points = new Map<string, Point>();
  rows.forEach((row, layer) => {
    const width = row.length * BOX.width + (row.length - 1) * GAP.across;
    row.forEach((name, index) => {
      points.set(name, {
        x: (inside - width) / 2 + index * (BOX.width + GAP.across),
        y: TOP + layer * (BOX.height + GAP.down),
      });
    });
  });
  const lanes = [...back];
  const drawn = arrows.flatMap((arrow): DrawnArrow[] => {
    const [from, to] = [points.get(arrow.from), points.get(arrow.to)];
    if (from === undefined || to === undefined) return [];
    const isBack = back.has(arrow);
    const lane = lanes.indexOf(arrow);
    const second = lanes.some(
      (other, index) => index < lane && other.from === arrow.from && other.label !== null,
    );
    const line = isBack ? up(from, to, { lane, inside, second }) : down(from, to);
    return [{ ...arrow, ...line, back: isBack }];
  });
  return {
    width: inside + (back.size > 0 ? 14 + back.size * 6 : 2),
    height: TOP + rows.length * (BOX.height + GAP.down),
    states: machine.states.flatMap((state) => {
      const point = points.get(state.name);
      return point === undefined ? [] : [{ ...state, ...point }];
    }),
    arrows: drawn,
  };
}
