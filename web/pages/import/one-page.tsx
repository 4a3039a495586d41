import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ImportId } from '#domain/ids.ts';
import type { ImportView } from '#functions/api/contract-imports.ts';
import { useAnswer } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { Loaded } from '../../kit/card.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Page } from '../../kit/page.tsx';
import type { RowsShown } from './area.ts';
import { ColumnsForm } from './columns-form.tsx';
import styles from './import.module.css';
import { NextStep } from './next-step.tsx';
import { RowsCard } from './rows-card.tsx';
import { stageOf, useStanding } from './standing.tsx';
import { useMending } from './use-mending.ts';

const route = getRouteApi('/import/$importId');

const back = (word: string): ReactNode => (
  <Link to="/import" className="kt-meta">
    {word}
  </Link>
);

function OneImport({ of, shown }: { of: ImportView; shown: RowsShown | undefined }): ReactNode {
  const { t, moment } = useWords();
  const { standingOf } = useStanding();
  const mending = useMending(of);
  const stage = stageOf(of);
  const about = t('import.about', {
    name: of.fileName,
    kind: t(`import.kind.${of.kind}`),
    at: moment(of.startedAt),
  });
  return (
    <Page title={standingOf(of)} above={back(t('import.title'))} intro={about}>
      {stage === 'unread' ? (
        <EmptyState text={t('import.unread')}>
          <Link to="/import">{t('import.chooseAgain')}</Link>
        </EmptyState>
      ) : (
        <div className={styles['one']}>
          <NextStep of={of} mending={mending} />
          {stage === 'preview' ? <ColumnsForm key={of.preview?.hash} of={of} mending={mending} /> : null}
          <RowsCard of={of} shown={shown} mending={mending} />
        </div>
      )}
    </Page>
  );
}

/** One import: what it would do, how far it has come, or what became of each row. */
export function OneImportPage(): ReactNode {
  const { t } = useWords();
  const { rows } = route.useSearch();
  const parsed = ImportId.safeParse(route.useParams().importId);
  const result = useAnswer(API.getImport, parsed.success ? { params: { importId: parsed.data } } : {}, {
    enabled: parsed.success,
  });
  if (!parsed.success) {
    return (
      <Page title={t('lost.title')} above={back(t('import.title'))}>
        <EmptyState text={t('lost.text')} />
      </Page>
    );
  }
  if (result.data !== undefined) return <OneImport key={result.data.id} of={result.data} shown={rows} />;
  return (
    <Page title={t('import.title')} above={back(t('import.title'))}>
      <Loaded result={result} lines={6}>
        {() => null}
      </Loaded>
    </Page>
  );
}
