import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { ImportKind } from '#domain/import.ts';
import type { ImportView } from '#functions/api/contract-imports.ts';
import { usePages } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { Card } from '../../kit/card.tsx';
import type { TableColumn } from '../../kit/data-table.tsx';
import { Moment } from '../../kit/figures.tsx';
import { FileButton } from '../../kit/file-button.tsx';
import { Page } from '../../kit/page.tsx';
import { PagedTable } from '../../kit/paged-table.tsx';
import { ChooseFile } from './choose-file.tsx';
import styles from './import.module.css';
import { useStanding } from './standing.tsx';

const KINDS = ['blockers', 'figures'] as const;

function KindChoice({ kind, set }: { kind: ImportKind; set: (kind: ImportKind) => void }): ReactNode {
  const { t } = useWords();
  return (
    <fieldset className={styles['kinds']}>
      <legend>{t('import.what')}</legend>
      {KINDS.map((each) => (
        <label key={each} data-chosen={each === kind}>
          <input type="radio" name="kind" checked={each === kind} onChange={() => set(each)} />
          <span>
            <b>{t(`import.kind.${each}`)}</b>
            <small>{t(`import.kindHint.${each}`)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Earlier(): ReactNode {
  const { t } = useWords();
  const { standingOf } = useStanding();
  const { items, result } = usePages(API.listImports);
  const columns: readonly TableColumn<ImportView>[] = [
    {
      id: 'file',
      head: t('import.file'),
      names: true,
      cell: ({ id, fileName }) => (
        <Link to="/import/$importId" params={{ importId: id }}>
          {fileName}
        </Link>
      ),
    },
    { id: 'kind', head: t('import.what'), cell: ({ kind }) => t(`import.kind.${kind}`) },
    { id: 'standing', head: t('import.standing'), cell: (one) => standingOf(one) },
    { id: 'at', head: t('import.at'), cell: ({ startedAt }) => <Moment at={startedAt} /> },
  ];
  return (
    <Card title={t('import.earlier')} note={<span className="kt-meta">{t('import.earlierNote')}</span>}>
      <PagedTable
        caption={t('import.earlier')}
        empty={t('import.noneYet')}
        columns={columns}
        items={items}
        result={result}
      />
    </Card>
  );
}

/** Where an import begins: the template, the file that was filled in, and what was imported before. */
export function ImportPage(): ReactNode {
  const { t, language } = useWords();
  const { may } = useSession();
  const [kind, setKind] = useState<ImportKind>('blockers');
  return (
    <Page title={t('import.title')} intro={t('import.intro')}>
      <Card title={t('import.new')}>
        <div className={styles['steps']}>
          {may('staff') ? <KindChoice kind={kind} set={setKind} /> : null}
          <div className={styles['step']}>
            <h3>{t('import.stepTemplate')}</h3>
            <p>{t(`import.template.${kind}`)}</p>
            <FileButton ask={API.getTemplate} input={{ params: { kind }, query: { locale: language } }}>
              {t('import.getTemplate')}
            </FileButton>
          </div>
          <div className={styles['step']}>
            <h3>{t('import.stepFile')}</h3>
            <ChooseFile key={kind} kind={kind} />
          </div>
        </div>
      </Card>
      <Earlier />
    </Page>
  );
}
