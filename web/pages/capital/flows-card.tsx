import { Link, useNavigate } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import type { Answer } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { Card, Skeleton } from '../../kit/card.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Money } from '../../kit/figures.tsx';
import capital from './capital.module.css';
import styles from './flows.module.css';

type Flows = Answer<'getFlows'>;
type Node = Flows['donors'][number];

const Sankey = lazy(async () => import('./sankey.tsx'));

/** A project by its name; all the others of its side together. */
function useNodeName(): (node: Node) => string {
  const { t, say } = useWords();
  return ({ name, projects }) => (name === null ? t('flows.others', { n: projects }) : say(name));
}

/** Every flow as a row: the same figures as the picture, for reading and for screen readers. */
function FlowTable({ flows }: { flows: Flows }): ReactNode {
  const { t } = useWords();
  const nameOf = useNodeName();
  const end = (nodes: readonly Node[], place: number | null) => {
    const node = place === null ? undefined : nodes[place];
    return node === undefined ? t('flows.unplaced') : nameOf(node);
  };
  return (
    <div className={capital['scroll']}>
      <table className={capital['plain']}>
        <caption className="vh">{t('flows.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('flows.from')}</th>
            <th scope="col">{t('flows.to')}</th>
            <th scope="col" className={capital['right']}>
              {t('flows.amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {flows.links.map(({ from, to, amount }) => (
            <tr key={`${from} ${to}`}>
              <td>{end(flows.donors, from)}</td>
              <td>{end(flows.recipients, to)}</td>
              <td className={capital['right']}>
                <Money amount={amount} short />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RankedProps = {
  readonly title: string;
  readonly nodes: readonly Node[];
  readonly kind: 'idle' | 'absorbable';
};

/** One side as a ranked list with bars: what a phone shows instead of the picture. */
function Ranked({ title, nodes, kind }: RankedProps): ReactNode {
  const nameOf = useNodeName();
  const most = Math.max(1, ...nodes.map(({ amount }) => amount));
  return (
    <div>
      <h3>{title}</h3>
      <ol className={styles['ranked']}>
        {nodes.map((node) => (
          <li key={node.projectId ?? 'others'}>
            <span>
              {node.projectId === null ? (
                nameOf(node)
              ) : (
                <Link to="/projects/$projectId" params={{ projectId: node.projectId }}>
                  {nameOf(node)}
                </Link>
              )}
            </span>
            <Money amount={node.amount} short />
            <span className={styles['bar']} data-kind={kind} aria-hidden>
              <span style={{ width: `${Math.max(1, (node.amount / most) * 100)}%` }} />
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Picture({ flows }: { flows: Flows }): ReactNode {
  const { t, dong } = useWords();
  const nameOf = useNodeName();
  const navigate = useNavigate();
  const { donors, recipients, unplaced } = flows;
  const sum = (nodes: readonly Node[]) => nodes.reduce((total, { amount }) => total + amount, 0);
  const label = t('flows.alt', {
    donors: donors.length,
    recipients: recipients.length,
    unplaced: dong(unplaced),
  });
  return (
    <>
      <div className={styles['wide']}>
        <p className={styles['ends']}>
          <span>{t('flows.donors', { sum: dong(sum(donors)) })}</span>
          <span>{t('flows.recipients', { sum: dong(sum(recipients)) })}</span>
        </p>
        <Suspense fallback={<Skeleton lines={12} />}>
          <Sankey
            flows={flows}
            nameOf={nameOf}
            label={label}
            pick={({ side, place }) => {
              const projectId = flows[side][place]?.projectId;
              const go =
                projectId === null || projectId === undefined
                  ? navigate({ to: '/capital', search: { as: 'table' } })
                  : navigate({ to: '/projects/$projectId', params: { projectId } });
              go.catch(() => undefined);
            }}
          />
        </Suspense>
      </div>
      <div className={styles['narrow']}>
        <Ranked title={t('flows.giving')} nodes={donors} kind="idle" />
        <Ranked title={t('flows.taking')} nodes={recipients} kind="absorbable" />
        {unplaced > 0 ? (
          <p>
            {t('flows.unplaced')}: <Money amount={unplaced} />
          </p>
        ) : null}
      </div>
    </>
  );
}

export function FlowsCard({ flows, asTable }: { flows: Flows; asTable: boolean }): ReactNode {
  const { t } = useWords();
  const empty = flows.links.length === 0;
  return (
    <Card
      title={t('flows.title')}
      note={
        empty ? undefined : (
          <Link to="/capital" search={asTable ? {} : { as: 'table' as const }} className="noprint">
            {t(asTable ? 'flows.asPicture' : 'flows.asTable')}
          </Link>
        )
      }
    >
      {empty ? <EmptyState text={t('flows.empty', { year: String(flows.planYear) })} /> : null}
      {!empty && asTable ? <FlowTable flows={flows} /> : null}
      {!empty && !asTable ? <Picture flows={flows} /> : null}
    </Card>
  );
}
