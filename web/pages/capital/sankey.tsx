/** The picture of flows; its layout library is loaded with it, when the picture is first shown. */
import { type SankeyLink, type SankeyNode, sankey, sankeyLinkHorizontal } from 'd3-sankey';
import type { ReactNode } from 'react';
import type { Answer } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import styles from './sankey.module.css';

type Flows = Answer<'getFlows'>;
type Node = {
  readonly key: string;
  readonly name: string;
  readonly kind: 'donor' | 'recipient' | 'unplaced';
};
type Link = object;
export type Picked = { readonly side: 'donors' | 'recipients'; readonly place: number };

const WIDTH = 1000;
const SIDE = 360;
/** Room for one line of text beside each node. */
const GAP = 27;
const BODY = 260;
const LEAST = 2;
const NODE_WIDTH = 14;

/** The links cut down to what can be drawn, and the nodes at their ends; the place without a recipient comes last. */
function layoutOf(flows: Flows, nameOf: (node: Flows['donors'][number]) => string, unplaced: string) {
  const { donors, recipients, links } = flows;
  const nodes: Node[] = [
    ...donors.map((node, index) => ({ key: `d${index}`, name: nameOf(node), kind: 'donor' as const })),
    ...recipients.map((node, index) => ({
      key: `r${index}`,
      name: nameOf(node),
      kind: 'recipient' as const,
    })),
    ...(flows.unplaced > 0 ? [{ key: 'none', name: unplaced, kind: 'unplaced' as const }] : []),
  ];
  const rows = Math.max(donors.length, nodes.length - donors.length, 4);
  const height = rows * GAP + BODY;
  const draw = sankey<Node, Link>()
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
    nodes: nodes.map((node) => ({ ...node })),
    links: links.map(({ from, to, amount }) => ({
      source: `d${from}`,
      target: to === null ? 'none' : `r${to}`,
      value: Number(amount),
    })),
  });
  return { graph, height };
}

function FlowLine({ link }: { link: SankeyLink<Node, Link> }): ReactNode {
  const path = sankeyLinkHorizontal<Node, Link>()(link) ?? '';
  const target = typeof link.target === 'object' ? link.target : undefined;
  return (
    <path
      d={path}
      className={styles['flow']}
      data-kind={target?.kind}
      strokeWidth={Math.max(LEAST, link.width ?? 0)}
    />
  );
}

type MarkProps = {
  readonly node: SankeyNode<Node, Link>;
  readonly pick: (picked: Picked) => void;
};

function Mark({ node, pick }: MarkProps): ReactNode {
  const { t, dong, shortDong } = useWords();
  const { x0 = 0, x1 = 0, y0 = 0, y1 = 0, value = 0, kind, key, name } = node;
  const left = kind === 'donor';
  const middle = (y0 + y1) / 2;
  const choose = () => pick({ side: left ? 'donors' : 'recipients', place: Number(key.slice(1)) });
  const act =
    kind === 'unplaced'
      ? {}
      : {
          role: 'button',
          tabIndex: 0,
          onClick: choose,
          onKeyDown: (event: { key: string; preventDefault: () => void }) => {
            if (event.key !== 'Enter' && event.key !== ' ') return;
            event.preventDefault();
            choose();
          },
        };
  return (
    <g
      className={styles['node']}
      data-kind={kind}
      aria-label={t('flows.node', { name, amount: dong(value) })}
      {...act}
    >
      <title>{t('flows.node', { name, amount: dong(value) })}</title>
      <rect x={x0} y={y0} width={x1 - x0} height={Math.max(LEAST, y1 - y0)} rx={2} />
      {left ? (
        <rect
          className={styles['hatched']}
          x={x0}
          y={y0}
          width={x1 - x0}
          height={Math.max(LEAST, y1 - y0)}
          rx={2}
        />
      ) : null}
      <foreignObject x={left ? 0 : x1 + 10} y={middle - 13} width={SIDE - 10} height={26}>
        <div className={styles['label']} data-side={left ? 'left' : 'right'}>
          <span className={styles['name']}>{name}</span> <span className="num">{shortDong(value)}</span>
        </div>
      </foreignObject>
    </g>
  );
}

export type SankeyProps = {
  readonly flows: Flows;
  readonly nameOf: (node: Flows['donors'][number]) => string;
  readonly pick: (picked: Picked) => void;
  readonly label: string;
};

export default function Sankey({ flows, nameOf, pick, label }: SankeyProps): ReactNode {
  const { t } = useWords();
  const { graph, height } = layoutOf(flows, nameOf, t('flows.unplaced'));
  return (
    <section aria-label={label}>
      <svg viewBox={`0 0 ${WIDTH} ${height}`} className={styles['picture']}>
        <title>{t('flows.title')}</title>
        <defs>
          <linearGradient id="kt-flow" gradientUnits="userSpaceOnUse" x1={SIDE} x2={WIDTH - SIDE}>
            <stop offset="0" className={styles['from']} />
            <stop offset="1" className={styles['to']} />
          </linearGradient>
          <pattern
            id="kt-hatch"
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
            <FlowLine key={`${link.index}`} link={link} />
          ))}
        </g>
        {graph.nodes.map((node) => (
          <Mark key={node.key} node={node} pick={pick} />
        ))}
      </svg>
    </section>
  );
}
