import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type * as z from 'zod';
import type { Calendar } from '#domain/calendar.ts';
import type { CalendarPreview, DeadlineMove } from '#functions/api/views-directory.ts';
import { useCall, useSend } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { Card } from '../../kit/card.tsx';
import { DateInput } from '../../kit/date-input.tsx';
import { ErrorSummary, Field, type Mistake, useMistakes, useStillEmpty } from '../../kit/form.tsx';
import { sayDone } from '../../kit/toast.tsx';
import styles from './directory.module.css';

type Move = z.infer<typeof DeadlineMove>;
type Preview = Pick<z.infer<typeof CalendarPreview>, 'baseVersion' | 'stay' | 'stopped'> & {
  readonly moves: readonly Move[];
  readonly change: ReturnType<typeof written>;
};
const NOTHING = { what: 'off', date: '', swap: '', vi: '', en: '', source: '' };
type Typed = typeof NOTHING;
const NAMES = ['date', 'swap', 'vi', 'en', 'source'];
/** A city has fewer running deadlines than this many pages of 200 hold. */
const MOST_PAGES = 25;

/** `set.0.date` and `unset.0` are the first field, `set.1.date` the day that is worked instead. */
function byField(mistakes: readonly Mistake[], typed: Typed): readonly Mistake[] {
  return mistakes.map((mistake) =>
    mistake.name !== '' || typed.date === '' ? mistake : { ...mistake, name: 'date' },
  );
}

function written({ what, date, swap, vi, en, source }: Typed) {
  const name = { vi, en: en === '' ? vi : en };
  if (what === 'unset') return { unset: [date], source };
  const worked = swap === '' ? [] : [{ date: swap, as: 'worked' as const, name }];
  return { set: [{ date, as: 'off' as const, name }, ...worked], source };
}

/** "14 hạn dời 1 ngày", by how far they move. */
function grouped(moves: readonly Move[]): readonly (readonly [number, number])[] {
  const counts = new Map<number, number>();
  for (const { days } of moves) counts.set(days, (counts.get(days) ?? 0) + 1);
  return [...counts].toSorted(([one], [other]) => one - other);
}

function MoveLine({ move }: { move: Move }): ReactNode {
  const { t, say, moment } = useWords();
  const { before, after } = move;
  const same = before.dueAt === after.dueAt;
  return (
    <li>
      {[move.caseId ?? move.moveId, say(move.officeName)].filter((part) => part !== null).join(' · ')}:{' '}
      {same
        ? t('calendar.silence', { before: moment(before.expiresAt), after: moment(after.expiresAt) })
        : t('calendar.due', { before: moment(before.dueAt), after: moment(after.dueAt) })}
    </li>
  );
}

function Consequences({ preview }: { preview: Preview }): ReactNode {
  const { t } = useWords();
  const { moves, stay, stopped } = preview;
  return (
    <div className={styles['preview']} role="status">
      <h3>
        {moves.length === 0
          ? t('calendar.noneMoves')
          : grouped(moves)
              .map(([days, n]) =>
                days === 0 ? t('calendar.silenceMoves', { n }) : t('calendar.moves', { n, days }),
              )
              .join('; ')}
      </h3>
      <ul>
        {moves.map((move) => (
          <MoveLine key={move.approvalId} move={move} />
        ))}
      </ul>
      <p>{t('calendar.stay', { n: stay })}</p>
      {stopped === 0 ? null : <p>{t('calendar.stopped', { n: stopped })}</p>}
      <p className="kt-meta">{t('calendar.rule')}</p>
    </div>
  );
}

/** What is typed, what it would do, and recording it; what was typed stays when it is refused. */
function useChange(calendar: Calendar) {
  const call = useCall();
  const record = useSend(API.changeCalendar);
  const { t } = useWords();
  const [typed, setTyped] = useState<Typed>(NOTHING);
  const [preview, setPreview] = useState<Preview>();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const look = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const body = written(typed);
      const moves: Move[] = [];
      let [stay, stopped, baseVersion] = [0, 0, calendar.version];
      let cursor: string | undefined;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const query = cursor === undefined ? {} : { cursor };
        const answer = await call(API.previewCalendar, { body, query });
        moves.push(...answer.moves);
        [stay, stopped, baseVersion] = [stay + answer.stay, stopped + answer.stopped, answer.baseVersion];
        if (answer.cursor === null) break;
        ({ cursor } = answer);
      }
      setPreview({ moves, stay, stopped, baseVersion, change: body });
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  const save = (): void => {
    if (preview === undefined) return;
    const { change, baseVersion } = preview;
    record.mutate(
      { body: { change, baseVersion } },
      {
        onSuccess: () => {
          sayDone(t('calendar.recorded'));
          setTyped(NOTHING);
          setPreview(undefined);
        },
      },
    );
  };
  const type = (name: keyof Typed, value: string): void => {
    setTyped({ ...typed, [name]: value });
    setPreview(undefined);
  };
  return { typed, type, preview, look, save, error: error ?? record.error, busy: busy || record.isPending };
}

type FieldsProps = {
  readonly typed: Typed;
  readonly type: (name: keyof Typed, value: string) => void;
  readonly mistakes: readonly Mistake[];
};

function Fields({ typed, type, mistakes }: FieldsProps): ReactNode {
  const { t } = useWords();
  const input = (name: 'date' | 'swap' | 'vi' | 'en' | 'source', kind: 'date' | 'text'): ReactNode => (
    <Field
      name={name}
      label={t(`calendar.field.${name}`)}
      optional={name === 'swap' || name === 'en'}
      mistakes={mistakes}
    >
      {(control) => {
        const filled = {
          ...control,
          value: typed[name],
          onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
            type(name, currentTarget.value),
        };
        return kind === 'date' ? <DateInput {...filled} /> : <input {...filled} />;
      }}
    </Field>
  );
  return (
    <>
      <div className={styles['fields']}>
        <Field name="what" label={t('calendar.field.what')} mistakes={mistakes}>
          {(control) => (
            <select
              {...control}
              value={typed.what}
              onChange={({ currentTarget }) => type('what', currentTarget.value)}
            >
              <option value="off">{t('calendar.act.off')}</option>
              <option value="unset">{t('calendar.act.unset')}</option>
            </select>
          )}
        </Field>
        {input('date', 'date')}
        {typed.what === 'off' ? input('swap', 'date') : null}
      </div>
      <div className={styles['fields']}>
        {typed.what === 'off' ? input('vi', 'text') : null}
        {typed.what === 'off' ? input('en', 'text') : null}
        {input('source', 'text')}
      </div>
    </>
  );
}

/** A change of the calendar: first what it would move, then recording it. */
export function CalendarForm({ calendar }: { calendar: Calendar }): ReactNode {
  const { t } = useWords();
  const { typed, type, preview, look, save, error, busy } = useChange(calendar);
  const stillEmpty = useStillEmpty();
  const [tried, setTried] = useState(false);
  const asked = typed.what === 'off' ? (['date', 'vi', 'source'] as const) : (['date', 'source'] as const);
  const empty = stillEmpty(
    asked.map((name) => ({ name, label: t(`calendar.field.${name}`), value: typed[name] })),
  );
  const refused = byField(useMistakes(error, NAMES), typed);
  const mistakes = tried && empty.length > 0 ? empty : refused;
  return (
    <Card title={t('calendar.change')}>
      <form
        className={styles['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(empty.length > 0);
          if (empty.length > 0) return;
          if (preview === undefined) void look();
          else save();
        }}
      >
        <ErrorSummary mistakes={mistakes} />
        <Fields typed={typed} type={type} mistakes={mistakes} />
        {preview === undefined ? null : <Consequences preview={preview} />}
        <div className={styles['acts']}>
          <Button type="submit" loading={busy}>
            {preview === undefined ? t('calendar.preview') : t('calendar.record')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
