import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useWords } from '../../app/words.ts';
import { Skeleton } from '../../kit/card.tsx';
import { FlowTable } from '../../kit/flow-table.tsx';
import type { Flow, FlowEnd, FlowPicture } from '../../kit/flows.ts';
import type { Planned } from './ask-plan.ts';
import { toLine } from './lines.tsx';
import styles from './planner.module.css';

const Sankey = lazy(async () => import('../../kit/sankey.tsx'));

/** Marks of one side; the rest is drawn together. */
const MOST = 12;

type Lines = Planned['donors'];

/** The largest lines of a side, and everything else as one. */
function useSide(lines: Lines, side: 'from' | 'to') {
  const { t, say } = useWords();
  const sorted = lines.toSorted((one, other) => other.amount - one.amount);
  const shown = sorted.length > MOST ? sorted.slice(0, MOST - 1) : sorted;
  const rest = sorted.length - shown.length;
  const others: FlowEnd = { key: `${side} others`, name: t('flows.others', { n: rest }), side, opens: false };
  const ends = shown.map(
    ({ projectId, projectName }): FlowEnd => ({
      key: `${side} ${projectId}`,
      name: say(projectName),
      side,
      opens: true,
    }),
  );
  const known = new Set(ends.map(({ key }) => key));
  const keyOf = (id: string) => (known.has(`${side} ${id}`) ? `${side} ${id}` : others.key);
  return { ends: rest === 0 ? ends : [...ends, others], keyOf };
}

/** Flows between what is drawn: those of the rest are added up. */
function usePicture({ donors, recipients, flows }: Planned): FlowPicture {
  const [from, to] = [useSide(donors, 'from'), useSide(recipients, 'to')];
  const merged = new Map<string, Flow>();
  for (const flow of flows) {
    const [source, target] = [from.keyOf(flow.from), to.keyOf(flow.to)];
    const pair = `${source} ${target}`;
    const amount = (merged.get(pair)?.amount ?? 0) + flow.amount;
    merged.set(pair, { from: source, to: target, amount });
  }
  return { ends: [...from.ends, ...to.ends], flows: [...merged.values()] };
}

/** Where capital goes from and to, as a picture whose marks lead to their lines, or as a table. */
export function Flows({ plan }: { plan: Planned }): ReactNode {
  const { t } = useWords();
  const picture = usePicture(plan);
  const [asTable, setAsTable] = useState(false);
  const label = t('planner.sankeyText', {
    donors: plan.donors.length,
    recipients: plan.recipients.length,
  });
  return (
    <div className={styles['picture']}>
      <button type="button" className="kt-link noprint" onClick={() => setAsTable(!asTable)}>
        {t(asTable ? 'flows.asPicture' : 'flows.asTable')}
      </button>
      {asTable ? (
        <FlowTable {...picture} />
      ) : (
        <Suspense fallback={<Skeleton lines={12} />}>
          <Sankey {...picture} label={label} pick={(key) => toLine(key.split(' ')[1] ?? '')} />
        </Suspense>
      )}
    </div>
  );
}
