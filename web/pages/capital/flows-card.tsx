import { Link, useNavigate } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import type { Answer } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { Card, Skeleton } from '../../kit/card.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Money } from '../../kit/figures.tsx';
import { FlowTable } from '../../kit/flow-table.tsx';
import type { FlowPicture } from '../../kit/flows.ts';
import styles from './flows.module.css';

type Flows = Answer<'getFlows'>;
type Node = Flows['donors'][number];

const Sankey = lazy(async () => import('../../kit/sankey.tsx'));

/** A project by its name; all the others of its side together. */
function useNodeName(): (node: Node) => string {
  const { t, say } = useWords();
  return ({ name, projects }) => (name === null ? t('flows.others', { n: projects }) : say(name));
}

/** The answer as ends and flows: each node by its place, the place without a recipient last. */
function usePicture({ donors, recipients, links, unplaced }: Flows): FlowPicture {
  const { t } = useWords();
  const nameOf = useNodeName();
  const end = (side: 'from' | 'to') => (node: Node, place: number) => ({
    key: `${side} ${place}`,
    name: nameOf(node),
    side,
    opens: true,
  });
  const nobody = { key: 'unplaced', name: t('flows.unplaced'), side: 'unplaced', opens: false } as const;
  return {
    ends: [...donors.map(end('from')), ...recipients.map(end('to')), ...(unplaced > 0 ? [nobody] : [])],
    flows: links.map(({ from, to, amount }) => ({
      from: `from ${from}`,
      to: to === null ? nobody.key : `to ${to}`,
      amount: Number(amount),
    })),
  };
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

const sum = (nodes: readonly Node[]): number => nodes.reduce((total, { amount }) => total + amount, 0);

/** Why more is given than lies idle: what the ledger has moved is idle no more. */
function MadeOf({ flows }: { flows: Flows }): ReactNode {
  const { t, dong } = useWords();
  const { donors, unplaced, underway, committed } = flows;
  if (committed.amount === 0) return null;
  return (
    <p className={`${styles['madeOf']} kt-meta`}>
      {t('flows.madeOf', {
        sum: dong(sum(donors)),
        committed: dong(committed.amount),
        underway: dong(underway.amount),
        unplaced: dong(unplaced),
      })}
    </p>
  );
}

function Picture({ flows }: { flows: Flows }): ReactNode {
  const { t, dong } = useWords();
  const drawn = usePicture(flows);
  const navigate = useNavigate();
  const { donors, recipients, unplaced } = flows;
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
            {...drawn}
            label={label}
            pick={(key) => {
              const [side, place] = key.split(' ');
              const projectId = (side === 'from' ? donors : recipients)[Number(place)]?.projectId;
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
  const drawn = usePicture(flows);
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
      {!empty && asTable ? <FlowTable {...drawn} /> : null}
      {!empty && !asTable ? <Picture flows={flows} /> : null}
      <MadeOf flows={flows} />
    </Card>
  );
}
