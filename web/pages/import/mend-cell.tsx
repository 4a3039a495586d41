import { IconAlertOctagon, IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { AuthorityLevel, BlockerCategory } from '#domain/blocker.ts';
import type { CellProblem, CellWarning } from '#domain/import-rows.ts';
import type { ImportRowView, ImportView } from '#functions/api/contract-imports.ts';
import { useWords } from '../../app/words.ts';
import { withCodes } from '../../kit/code.tsx';
import form from '../../kit/form.module.css';
import { cellName } from './cells.ts';
import type { Mending } from './use-mending.ts';

const LISTS = new Map<string, { readonly names: string; readonly codes: readonly string[] }>([
  ['category', { names: 'category', codes: BlockerCategory.options }],
  ['authorityLevel', { names: 'authority', codes: AuthorityLevel.options }],
  ['cause', { names: 'cause', codes: ['objective', 'subjective'] }],
]);
const LONG = ['description', 'request'];

/** What is mended elsewhere, or by leaving the row out. */
const BY_HAND = ['decided', 'alike', 'projectClosed'];

type MendProps = {
  readonly of: ImportView;
  readonly row: ImportRowView;
  readonly field: string;
  readonly mending: Mending;
};

function Control({ of, row, field, mending }: MendProps): ReactNode {
  const { t, named } = useWords();
  const said = row.cells[field] ?? '';
  const value = mending.typed(row.row, field) ?? said;
  const list = LISTS.get(field);
  const cell = cellName(of, row.row, field) ?? t('import.rowN', { row: String(row.row) });
  const control = {
    className: form['control'],
    'aria-label': t('import.mendCell', { cell, field: named('importField', field) }),
    value,
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
      mending.type(row.row, field, currentTarget.value),
  };
  if (list !== undefined) {
    const known = list.codes.includes(value);
    return (
      <select {...control}>
        {known ? null : <option value={value}>{value === '' ? t('import.pick') : value}</option>}
        {list.codes.map((code) => (
          <option key={code} value={code}>
            {named(list.names, code)}
          </option>
        ))}
      </select>
    );
  }
  return LONG.includes(field) ? <textarea {...control} rows={3} /> : <input type="text" {...control} />;
}

export type Mark = ({ readonly tone: 'error' } & CellProblem) | ({ readonly tone: 'warning' } & CellWarning);

/** What is wrong with one cell, or looks so: which cell, what stands there, what would be right, a place to put it right. */
export function MarkedCell({ marks, ...props }: MendProps & { readonly marks: readonly Mark[] }): ReactNode {
  const { t, named } = useWords();
  const { of, row, field } = props;
  const cell = cellName(of, row.row, field);
  const said = row.cells[field] ?? '';
  const wrong = marks.some(({ tone }) => tone === 'error');
  const Icon = wrong ? IconAlertOctagon : IconAlertTriangle;
  const mendable = of.confirmedAt === null && marks.some(({ code }) => !BY_HAND.includes(code));
  return (
    <li data-tone={wrong ? 'error' : 'warning'}>
      <p>
        <Icon aria-hidden size={16} stroke={1.9} />
        <b>
          {cell === undefined ? null : <span className="num">{cell} </span>}
          {named('importField', field)}
        </b>
        {said === '' ? null : <q>{withCodes(said)}</q>}
      </p>
      {marks.map((mark) => (
        <p key={mark.code}>
          <span className="vh">{t(mark.tone === 'error' ? 'import.isError' : 'import.isWarning')} </span>
          {mark.tone === 'error'
            ? t(`cell.${mark.code}`, { of: mark.of ?? '' })
            : t(`cellWarning.${mark.code}`, { of: mark.of ?? '' })}
        </p>
      ))}
      {mendable ? <Control {...props} /> : null}
    </li>
  );
}
