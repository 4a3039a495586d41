import { sankey, sankeyLinkHorizontal } from 'd3-sankey';
import { type ReactNode, useId } from 'react';
import { useWords } from '../../app/words.ts';
import type { Planned } from './ask-plan.ts';
import styles from './planner.module.css';

const WIDTH = 1000;
/** Room for the names on either side. */
const MARGIN = 290;
const NODE = 14;
const GAP = 24;
const ROW = 40;
/** Marks of one side; the rest is drawn together. */
const MOST = 12;
const THINNEST = 2;
const LABEL = 28;

type Side = Planned['donors'];
type Drawn = { readonly key: string; readonly name: string; readonly side: 'from' | 'to' };
type Flow = { source: string; target: string; value: number };

/** The largest marks of a side, and everything else as one. */
function drawn(
  lines: Side,
  side: Drawn['side'],
  words: { name: (line: Side[number]) => string; others: (n: number) => string },
) {
  const sorted = lines.toSorted((one, other) => other.amount - one.amount);
  const shown = sorted.length > MOST ? sorted.slice(0, MOST - 1) : sorted;
  const rest = sorted.length - shown.length;
  const keyOf = (id: string) => `${side} ${shown.some(({ projectId }) => projectId === id) ? id : 'others'}`;
  const nodes: Drawn[] = shown.map((line) => ({
    key: `${side} ${line.projectId}`,
    name: words.name(line),
    side,
  }));
  return {
    keyOf,
    nodes: rest === 0 ? nodes : [...nodes, { key: `${side} others`, name: words.others(rest), side }],
  };
}

function short(name: string): string {
  return name.length > LABEL ? `${name.slice(0, LABEL - 1)}…` : name;
}

function useLayout({ donors, recipients, flows }: Planned) {
  const { t, say } = useWords();
  const words = {
    name: (line: Side[number]) => say(line.projectName),
    others: (n: number) => t('planner.others', { n }),
  };
  const [from, to] = [drawn(donors, 'from', words), drawn(recipients, 'to', words)];
  const merged = new Map<string, Flow>();
  for (const flow of flows) {
    const [source, target] = [from.keyOf(flow.from), to.keyOf(flow.to)];
    const value = (merged.get(`${source} ${target}`)?.value ?? 0) + flow.amount;
    merged.set(`${source} ${target}`, { source, target, value });
  }
  const height = Math.max(from.nodes.length, to.nodes.length, 3) * ROW;
  const graph = sankey<Drawn, Flow>()
    .nodeId(({ key }) => key)
    .nodeWidth(NODE)
    .nodePadding(GAP)
    .nodeSort(null)
    .extent([
      [MARGIN, 12],
      [WIDTH - MARGIN, height - 12],
    ])({
    nodes: [...from.nodes, ...to.nodes].map((node) => ({ ...node })),
    links: [...merged.values()],
  });
  return { graph, height };
}

/** Where capital goes from and to, ochre to teal; the table beside it says the same. */
export function Flows({ plan }: { plan: Planned }): ReactNode {
  const { t, shortDong } = useWords();
  const { graph, height } = useLayout(plan);
  const gradient = useId();
  const path = sankeyLinkHorizontal<Drawn, Flow>();
  return (
    <svg
      className={styles['sankey']}
      viewBox={`0 0 ${WIDTH} ${height}`}
      role="img"
      aria-label={t('planner.sankeyText', {
        donors: plan.donors.length,
        recipients: plan.recipients.length,
      })}
    >
      <defs>
        <linearGradient id={gradient} gradientUnits="userSpaceOnUse" x1={MARGIN} x2={WIDTH - MARGIN}>
          <stop offset="0" className={styles['from']} />
          <stop offset="1" className={styles['to']} />
        </linearGradient>
      </defs>
      {graph.links.map((link) => (
        <path
          key={`${link.index}`}
          d={path(link) ?? ''}
          stroke={`url(#${gradient})`}
          strokeWidth={Math.max(THINNEST, link.width ?? 0)}
          className={styles['flow']}
        />
      ))}
      {graph.nodes.map(({ key, name, side, x0 = 0, x1 = 0, y0 = 0, y1 = 0, value = 0 }) => (
        <g key={key}>
          <rect x={x0} y={y0} width={x1 - x0} height={Math.max(THINNEST, y1 - y0)} className={styles[side]} />
          <text
            x={side === 'from' ? x0 - 10 : x1 + 10}
            y={(y0 + y1) / 2}
            dy="0.35em"
            textAnchor={side === 'from' ? 'end' : 'start'}
          >
            <title>{name}</title>
            {short(name)} · {shortDong(value)}
          </text>
        </g>
      ))}
    </svg>
  );
}
