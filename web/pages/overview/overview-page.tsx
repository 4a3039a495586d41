import type { ReactNode } from 'react';
import { useAnswer } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { CapitalBar } from '../../kit/capital-bar.tsx';
import { Card, Loaded } from '../../kit/card.tsx';
import { AsOf } from '../../kit/figures.tsx';
import { Page } from '../../kit/page.tsx';

/** Where capital is stuck, and who has to do what today. */
export function OverviewPage(): ReactNode {
  const { t, dong, percent } = useWords();
  const capital = useAnswer(API.getCapital);
  return (
    <Page title={t('nav.overview')}>
      <Loaded result={capital} lines={6}>
        {({ planYear, planned, disbursed, idle, asOf }) => (
          <Card title={t('overview.capital', { year: String(planYear) })} note={<AsOf at={asOf} />}>
            <p>{t('overview.of', { percent: percent(disbursed / planned), planned: dong(planned) })}</p>
            <CapitalBar parts={{ disbursed, idle, absorbable: Math.max(0, planned - disbursed - idle) }} />
          </Card>
        )}
      </Loaded>
    </Page>
  );
}
