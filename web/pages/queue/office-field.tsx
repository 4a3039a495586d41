import type { ReactNode } from 'react';
import { useAnswer } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import styles from './queue.module.css';

/** City departments and owners: the offices that can take cases of several districts at once. */
export function OfficeField({ office, choose }: { office: string; choose: (id: string) => void }): ReactNode {
  const { t, say } = useWords();
  const departments = useAnswer(API.listOffices, { query: { kind: 'department', limit: 100 } });
  const owners = useAnswer(API.listOffices, { query: { kind: 'owner', limit: 100 } });
  const lists = [
    { key: 'department', offices: departments.data?.items ?? [] },
    { key: 'owner', offices: owners.data?.items ?? [] },
  ] as const;
  return (
    <label className={styles['field']}>
      {t('bulk.office')}
      <select value={office} required onChange={({ currentTarget }) => choose(currentTarget.value)}>
        <option value="">{t('bulk.officeChoose')}</option>
        {lists.map(({ key, offices }) => (
          <optgroup key={key} label={t(`bulk.${key}s`)}>
            {offices.map(({ id, name }) => (
              <option key={id} value={id}>
                {say(name)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}
