/** The picture of flows; its layout library is loaded with it, when the picture is first shown. */
import { useElementSize } from '@mantine/hooks';
import { type SankeyLink, type SankeyNode, sankey, sankeyLinkHorizontal } from 'd3-sankey';
import { type KeyboardEvent, type ReactNode, useId } from 'react';
import { useWords } from '../app/words.ts';
import type { Flow, FlowEnd, FlowPicture } from './flows.ts';
import { rootScale } from './root-scale.ts';
import styles from './sankey.module.css';

type Link = Pick<Flow, never>;
type Node = SankeyNode<FlowEnd, Link>;

/** Lengths at a root size of 16 px; they grow with the reader's. */
const SIDE = 460;
const SIDE_SHARE = 0.38;
/** Between two nodes, and for each line of the words beside them; longer names end in dots. */
const GAP = 8;
const LINE = 19;
const MOST_LINES = 3;
const BODY = 220;
const LEAST = 2;
const NODE_WIDTH = 14;
/** What the amount takes of a side, and a letter of a name on the average. */
const AMOUNT = 86;
const LETTER = 7.6;

type Place = {
  /** Of the picture, in px. */
  readonly width: number;
  /** How much larger than 16 px the root size is. */
  readonly scale: number;
};

/** Drawn at the size at which it is seen, so that its words are as large as the page's. */
function layoutOf({ ends, flows }: FlowPicture, { width, scale }: Place) {
  const left = ends.filter(({ side }) => side === 'from').length;
  const rows = Math.max(left, ends.length - left, 4);
  const side = Math.min(SIDE * scale, width * SIDE_SHARE);
  const letters = (side - AMOUNT * scale) / (LETTER * scale);
  const longest = Math.max(...ends.map(({ name }) => name.length));
  const lines = Math.min(MOST_LINES, Math.ceil(longest / letters));
  const gap = (GAP + lines * LINE) * scale;
  const height = rows * gap + BODY * scale;
  const draw = sankey<FlowEnd, Link>()
    .nodeId(({ key }) => key)
    .nodeWidth(NODE_WIDTH)
    .nodePadding(gap)
    .nodeSort(null)
    .linkSort(null)
    .extent([
      [side, gap / 2],
      [width - side, height - gap / 2],
    ]);
  const graph = draw({
    nodes: ends.map((end) => ({ ...end })),
    links: flows.map(({ from, to, amount }) => ({ source: from, target: to, value: amount })),
  });
  return { graph, side, gap, height };
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

type MarkProps = {
  readonly node: Node;
  readonly hatch: string;
  /** The room of its words, in px. */
  readonly side: number;
  readonly gap: number;
  readonly pick: (key: string) => void;
};

function Mark({ node, hatch, side: room, gap, pick }: MarkProps): ReactNode {
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
      <foreignObject x={left ? 0 : x1 + 10} y={middle - gap / 2} width={room - 10} height={gap}>
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

type DrawnProps = SankeyProps & Place;

function Drawn({ label, pick, width, scale, ...picture }: DrawnProps): ReactNode {
  const { graph, side, gap, height } = layoutOf(picture, { width, scale });
  const id = useId();
  const [gradient, hatch] = [`${id}-flow`, `${id}-hatch`];
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className={styles['picture']}>
      <title>{label}</title>
      <defs>
        <linearGradient id={gradient} gradientUnits="userSpaceOnUse" x1={side} x2={width - side}>
          <stop offset="0" className={styles['from']} />
          <stop offset="1" className={styles['to']} />
        </linearGradient>
        <pattern id={hatch} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="2" height="7" className={styles['hatch']} />
        </pattern>
      </defs>
      <g fill="none">
        {graph.links.map((link) => (
          <FlowLine key={`${link.index}`} link={link} gradient={gradient} />
        ))}
      </g>
      {graph.nodes.map((node) => (
        <Mark key={node.key} node={node} hatch={hatch} side={side} gap={gap} pick={pick} />
      ))}
    </svg>
  );
}

/** From where to where: ochre and hatched on the left, teal on the right, dashed where nobody takes it yet. */
export default function Sankey(props: SankeyProps): ReactNode {
  const { ref, width } = useElementSize<HTMLElement>();
  const scale = rootScale();
  return (
    <section ref={ref} aria-label={props.label}>
      {width === 0 ? null : <Drawn {...props} width={width} scale={scale} />}
    </section>
  );
}
