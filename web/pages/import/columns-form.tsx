import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { MoneyUnit } from '#domain/import.ts';
import { IMPORT_COLUMNS } from '#domain/import-plan.ts';
import type { ImportView } from '#functions/api/contract-imports.ts';
import { useWords } from '../../app/words.ts';
import { ErrorSummary, Field, useMistakes } from '../../kit/form.tsx';
import { columnName } from './cells.ts';
import styles from './import.module.css';
import type { Mending } from './use-mending.ts';

/** Required fields for which the sheet has no known heading. */
export function missingColumns({ kind, preview }: ImportView): readonly string[] {
  return IMPORT_COLUMNS[kind].flatMap(({ field, required }) =>
    required && preview?.columns[field] === undefined ? [field] : [],
  );
}

function UnitField({ unit, set }: { unit: MoneyUnit; set: (unit: MoneyUnit) => void }): ReactNode {
  const { t } = useWords();
  return (
    <Field name="unit" label={t('import.unit')} hint={t('import.unitHint')}>
      {(control) => (
        <select
          {...control}
          value={unit}
          onChange={({ currentTarget }) => set(MoneyUnit.parse(currentTarget.value))}
        >
          {MoneyUnit.options.map((each) => (
            <option key={each} value={each}>
              {t(`import.unit.${each}`)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Which column of the file holds what, and in which unit its amounts are; open by itself when something is not found. */
export function ColumnsForm({ of, mending }: { of: ImportView; mending: Mending }): ReactNode {
  const { t, named } = useWords();
  const { preview, kind } = of;
  const [columns, setColumns] = useState(preview?.columns ?? {});
  const [unit, setUnit] = useState<MoneyUnit>(preview?.unit ?? 'billion');
  const mistakes = useMistakes(mending.error, []);
  if (preview === null) return null;
  const missing = missingColumns(of);
  const choose = (field: string, value: string): void => {
    const { [field]: _before, ...others } = columns;
    setColumns(value === '' ? others : { ...others, [field]: Number(value) });
  };
  return (
    <details className={`${styles['columns']} noprint`} open={missing.length > 0 || kind === 'figures'}>
      <summary>
        {missing.length === 0 ? t('import.columns') : t('import.columnsMissing', { n: missing.length })}
      </summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          mending.look({ columns, unit });
        }}
      >
        <ErrorSummary mistakes={mistakes} />
        {kind === 'figures' ? <UnitField unit={unit} set={setUnit} /> : null}
        <div className={styles['fields']}>
          {IMPORT_COLUMNS[kind].map(({ field, required }) => (
            <Field
              key={field}
              name={`column-${field}`}
              label={named('importField', field)}
              optional={!required}
            >
              {(control) => (
                <select
                  {...control}
                  value={columns[field] ?? ''}
                  onChange={({ currentTarget }) => choose(field, currentTarget.value)}
                >
                  <option value="">{t('import.noColumn')}</option>
                  {preview.headers.map((header, index) => (
                    <option key={columnName(index)} value={index}>
                      {columnName(index)} · {header === '' ? t('import.noHeading') : header}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          ))}
        </div>
        <Button type="submit" variant="default" loading={mending.busy}>
          {t('import.readAgain')}
        </Button>
      </form>
    </details>
  );
}
