/** Amounts by month as columns; the library that draws them is loaded with it, when the picture is first shown. */
import { useElementSize } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Bar, BarChart, CartesianGrid, LabelList, XAxis, YAxis } from 'recharts';
import styles from './month-chart.module.css';
import { rootScale } from './root-scale.ts';

export type MonthColumn = {
  /** `2024-08` */
  readonly month: string;
  /** Đồng. */
  readonly amount: number;
};

type MonthChartProps = {
  readonly columns: readonly MonthColumn[];
  /** What the picture tells, for who does not see it; the figures themselves stand in a table beside it. */
  readonly alt: string;
  /** An amount as the axis and the columns say it. */
  readonly say: (amount: number) => string;
  /** A month as it stands below its column. */
  readonly name: (month: string) => string;
};

/** At a root size of 16 px; they grow with the reader's. */
const HEIGHT = 240;
const AXIS = 88;
const TEXT = 13;
/** Below it a column is narrower than what would stand above it. */
const LABELLED = 72;

export default function MonthChart({ columns, alt, say, name }: MonthChartProps): ReactNode {
  const { ref, width } = useElementSize();
  const scale = rootScale();
  const roomy = (width - AXIS * scale) / Math.max(1, columns.length) >= LABELLED * scale;
  const ink = { fill: 'var(--kt-ink2)', fontSize: TEXT * scale };
  return (
    <div ref={ref} role="img" aria-label={alt} className={styles['chart']}>
      {width === 0 ? null : (
        <BarChart
          data={[...columns]}
          width={width}
          height={HEIGHT * scale}
          margin={{ top: 24 * scale, right: 8, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid vertical={false} stroke="var(--kt-line)" />
          <XAxis
            dataKey="month"
            tickFormatter={name}
            tick={ink}
            tickLine={false}
            stroke="var(--kt-line)"
            interval="equidistantPreserveStart"
          />
          <YAxis
            width={AXIS * scale}
            tick={ink}
            tickLine={false}
            axisLine={false}
            tickFormatter={say}
            tickCount={4}
          />
          <Bar dataKey="amount" fill="var(--kt-disbursed)" maxBarSize={56 * scale} isAnimationActive={false}>
            {roomy ? (
              <LabelList
                dataKey="amount"
                position="top"
                formatter={(amount) => say(Number(amount))}
                {...ink}
              />
            ) : null}
          </Bar>
        </BarChart>
      )}
    </div>
  );
}
