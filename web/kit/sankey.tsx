/** The picture of flows; its layout library is loaded with it, when the picture is first shown. */
import { type SankeyLink, type SankeyNode, sankey, sankeyLinkHorizontal } from 'd3-sankey';
import { type KeyboardEvent, type ReactNode, useId } from 'react';
import { useWords } from '../app/words.ts';
import type { Flow, FlowEnd, FlowPicture } from './flows.ts';
import styles from './sankey.module.css';

type Link = Pick<Flow, never>;
type Node = SankeyNode<FlowEnd, Link>;

const WIDTH = 1000;
const SIDE = 360;
/** Room for one line of text beside each node. */
const GAP = 27;
const BODY = 260;
const LEAST = 2;
const NODE_WIDTH = 14;

function layoutOf({ ends, flows }: FlowPicture) {
  const left = ends.filter(({ side }) => side === 'from').length;
  const rows = Math.max(left, ends.length - left, 4);
  const height = rows * GAP + BODY;
  const draw = sankey<FlowEnd, Link>()
    .nodeId(({ key }) => key)
    .nodeWidth(NODE_WIDTH)
    .nodePadding(GAP)
    .nodeSort(null)
    .linkSort(null)
    .extent([
      [SIDE, 8],
      [WIDTH - SIDE, height - 8],
    ]);
  const graph = draw({
    nodes: ends.map((end) => ({ ...end })),
    links: flows.map(({ from, to, amount }) => ({ source: from, target: to, value: amount })),
  });
  return { graph, height };
}

function FlowLine({ link, gradient }: { link: SankeyLink<FlowEnd, Link>; gradient: string }): ReactNode {
  const path = sankeyLinkHorizontal<FlowEnd, Link>()(link) ?? '';
  const target = typeof link.target === 'object' ? link.target : undefined;
  const placed = target?.side !== 'unplaced';
  return (
    <path
      d={path}
      className={styles['flow']}
      data-side={target?.side}
      strokeWidth={Math.max(LEAST, link.width ?? 0)}
      {...(placed ? { stroke: `url(#${gradient})` } : {})}
    />
  );
}

/** What makes a mark a button: a click, Enter and Space. */
function actOf(node: Node, pick: (key: string) => void) {
  if (!node.opens) return {};
  return {
    role: 'button',
    tabIndex: 0,
    onClick: () => pick(node.key),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      pick(node.key);
    },
  };
}

type MarkProps = { readonly node: Node; readonly hatch: string; readonly pick: (key: string) => void };

function Mark({ node, hatch, pick }: MarkProps): ReactNode {
  const { t, dong, shortDong } = useWords();
  const { x0 = 0, x1 = 0, y0 = 0, y1 = 0, value = 0, side, name } = node;
  const left = side === 'from';
  const middle = (y0 + y1) / 2;
  const box = { x: x0, y: y0, width: x1 - x0, height: Math.max(LEAST, y1 - y0), rx: 2 };
  const label = t('flows.node', { name, amount: dong(value) });
  return (
    <g className={styles['node']} data-side={side} aria-label={label} {...actOf(node, pick)}>
      <title>{label}</title>
      <rect {...box} />
      {left ? <rect {...box} style={{ fill: `url(#${hatch})` }} /> : null}
      <foreignObject x={left ? 0 : x1 + 10} y={middle - 13} width={SIDE - 10} height={26}>
        <div className={styles['label']} data-side={left ? 'left' : 'right'}>
          <span className={styles['name']}>{name}</span> <span className="num">{shortDong(value)}</span>
        </div>
      </foreignObject>
    </g>
  );
}

export type SankeyProps = FlowPicture & {
  /** What the picture says, in one sentence. */
  readonly label: string;
  /** A mark that opens was chosen. */
  readonly pick: (key: string) => void;
};

/** From where to where: ochre and hatched on the left, teal on the right, dashed where nobody takes it yet. */
export default function Sankey({ ends, flows, label, pick }: SankeyProps): ReactNode {
  const { graph, height } = layoutOf({ ends, flows });
  const id = useId();
  const [gradient, hatch] = [`${id}-flow`, `${id}-hatch`];
  return (
    <section aria-label={label}>
      <svg viewBox={`0 0 ${WIDTH} ${height}`} className={styles['picture']}>
        <title>{label}</title>
        <defs>
          <linearGradient id={gradient} gradientUnits="userSpaceOnUse" x1={SIDE} x2={WIDTH - SIDE}>
            <stop offset="0" className={styles['from']} />
            <stop offset="1" className={styles['to']} />
          </linearGradient>
          <pattern
            id={hatch}
            width="7"
            height="7"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="2" height="7" className={styles['hatch']} />
          </pattern>
        </defs>
        <g fill="none">
          {graph.links.map((link) => (
            <FlowLine key={`${link.index}`} link={link} gradient={gradient} />
          ))}
        </g>
        {graph.nodes.map((node) => (
          <Mark key={node.key} node={node} hatch={hatch} pick={pick} />
        ))}
      </svg>
    </section>
  );
}
