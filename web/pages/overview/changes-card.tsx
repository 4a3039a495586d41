import type { ReactNode } from 'react';
import { type Instant, localDateOf, plusDays } from '#domain/time.ts';
import type { Answer } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { Card } from '../../kit/card.tsx';
import { Moment } from '../../kit/figures.tsx';
import { Go } from '../../kit/go.tsx';
import { Timeline } from '../../kit/timeline.tsx';

type ChangesProps = { readonly changes: Answer<'getOverview'>['changes']; readonly asOf: Instant };

/** What happened since the working day before: each case by its newest receipt. */
export function ChangesCard({ changes, asOf }: ChangesProps): ReactNode {
  const { t, named, say, weekday, shortDay } = useWords();
  const since = localDateOf(changes.since);
  const yesterday = since === plusDays(localDateOf(asOf), -1);
  const title = yesterday
    ? t('overview.changes')
    : t('overview.changesOn', { day: weekday(since), date: shortDay(since) });
  return (
    <Card
      folds
      title={title}
      note={
        changes.cases === 0 ? undefined : (
          <Go href={`/cases?since=${since}`}>{t('overview.changesCount', { n: changes.cases })}</Go>
        )
      }
    >
      {changes.newest.length === 0 ? <p>{t('overview.changesNone')}</p> : null}
      <Timeline
        label={title}
        entries={changes.newest.map(({ caseId, projectName, type, at }) => ({
          key: caseId,
          title: <Go href={`/cases/${caseId}`}>{say(projectName)}</Go>,
          meta: (
            <>
              {named('fact', type)} · <Moment at={at} />
            </>
          ),
        }))}
      />
    </Card>
  );
}
