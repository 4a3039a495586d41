import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Calendar, CalendarDay, CalendarYear } from '#domain/calendar.ts';
import { type LocalDate, weekdayOf } from '#domain/time.ts';
import { useAnswer } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { Card, Loaded } from '../../kit/card.tsx';
import { Columns } from '../../kit/columns.tsx';
import { CalendarForm } from './calendar-form.tsx';
import styles from './directory.module.css';
import { monthOf } from './month.ts';
import { LogCard } from './office-log.tsx';

const route = getRouteApi('/directory');
const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;
const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;
const SATURDAY = 6;

type Kind = 'off' | 'worked' | 'weekend' | 'plain';

type Said = { readonly kind: Kind; readonly day: CalendarDay | undefined };

/** What the calendar says about a day, and its name, where it has one. */
function dayIn(year: CalendarYear, date: LocalDate): Said {
  const off = year.off.find((day) => day.date === date);
  if (off !== undefined) return { kind: 'off', day: off };
  const worked = year.worked.find((day) => day.date === date);
  if (worked !== undefined) return { kind: 'worked', day: worked };
  return { kind: weekdayOf(date) < SATURDAY ? 'plain' : 'weekend', day: undefined };
}

function DayCell({ year, date }: { year: CalendarYear; date: LocalDate | null }): ReactNode {
  const { t, say, day } = useWords();
  if (date === null) return <td />;
  const { kind, day: named } = dayIn(year, date);
  const number = Number(date.slice(8));
  return (
    <td
      data-day={kind}
      className="num"
      title={named === undefined ? undefined : `${day(date)}: ${say(named.name)}`}
    >
      {number}
      {named === undefined ? null : (
        <span className="vh">
          , {`${t(`calendar.${kind === 'off' ? 'off' : 'worked'}`)}: ${say(named.name)}`}
        </span>
      )}
    </td>
  );
}

function Month({ year, month }: { year: CalendarYear; month: number }): ReactNode {
  const { t, language } = useWords();
  const named = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
  const name = t('calendar.month', {
    month: language === 'vi' ? String(month) : named.format(Date.UTC(year.year, month - 1)),
  });
  return (
    <section className={styles['month']}>
      <h3>{name}</h3>
      <table>
        <caption className="vh">{`${name}/${year.year}`}</caption>
        <thead>
          <tr>
            {WEEK.map((weekday) => (
              <th key={weekday} scope="col" abbr={t(`weekday.${weekday}`)}>
                {t(`weekday.short.${weekday}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {monthOf(year.year, month).map((week) => (
            <tr key={week.find((date) => date !== null) ?? ''}>
              {week.map((date, index) => (
                <DayCell key={date ?? `empty-${WEEK[index]}`} year={year} date={date} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type Named = CalendarYear['off'][number] & { readonly as: 'off' | 'worked' };

/** One day, or those that a holiday takes. */
function NamedDay({ days, sourced }: { days: readonly Named[]; sourced: boolean }): ReactNode {
  const { t, say, day, shortDay, weekday } = useWords();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return null;
  const when =
    first === last
      ? `${weekday(first.date)} ${day(first.date)}`
      : t('calendar.span', { from: shortDay(first.date), to: day(last.date), n: days.length });
  return (
    <li className={styles['person']}>
      <strong className={styles['dayName']}>{say(first.name)}</strong>
      <span>
        <span className="num">{when}</span>
        <span className="kt-meta">
          {' · '}
          {t(`calendar.${first.as}`)}
          {sourced ? ` · ${first.source}` : ''}
        </span>
      </span>
    </li>
  );
}

/** The named days of a year with the document that says so. */
function NamedDays({ year }: { year: CalendarYear }): ReactNode {
  const { t, say } = useWords();
  const days: readonly Named[] = [
    ...year.off.map((each) => ({ ...each, as: 'off' as const })),
    ...year.worked.map((each) => ({ ...each, as: 'worked' as const })),
  ].toSorted((one, other) => (one.date < other.date ? -1 : 1));
  const named = [...Map.groupBy(days, ({ as, name }) => `${as} ${say(name)}`).values()];
  const sources = new Set(days.map(({ source }) => source));
  const [source] = sources.size === 1 ? sources : [];
  return (
    <Card title={t('calendar.days', { n: days.length })}>
      <ul className={styles['people']}>
        {named.map((same) => (
          <NamedDay key={same[0]?.date} days={same} sourced={source === undefined} />
        ))}
      </ul>
      {source === undefined ? null : <p className="kt-meta">{t('calendar.source', { source })}</p>}
    </Card>
  );
}

function Years({ calendar, chosen }: { calendar: Calendar; chosen: number }): ReactNode {
  const { t } = useWords();
  return (
    <nav className={styles['years']} aria-label={t('calendar.years')}>
      {calendar.years.map(({ year }) => (
        <Link
          key={year}
          to="/directory"
          search={{ view: 'calendar', year }}
          aria-current={year === chosen ? 'page' : undefined}
        >
          {year}
        </Link>
      ))}
    </nav>
  );
}

function WholeCalendar({ calendar }: { calendar: Calendar }): ReactNode {
  const { t } = useWords();
  const { mayAsk } = useSession();
  const log = useAnswer(API.getCalendarLog, { query: { limit: 20 } });
  const { year: asked } = route.useSearch();
  const year = calendar.years.find((each) => each.year === asked) ?? calendar.years[0];
  if (year === undefined) return null;
  return (
    <Columns
      side={
        <>
          <NamedDays year={year} />
          <LogCard title={t('calendar.log')} receipts={log.data?.items ?? []} />
        </>
      }
    >
      <Card
        title={t('calendar.grid', { year: String(year.year) })}
        note={<Years calendar={calendar} chosen={year.year} />}
      >
        <p className={`${styles['legend']} kt-meta`}>
          <span>{t('calendar.legend')}</span>
          <span>{t('calendar.version', { version: calendar.version })}</span>
        </p>
        <div className={styles['year']}>
          {MONTHS.map((month) => (
            <Month key={month} year={year} month={month} />
          ))}
        </div>
      </Card>
      {mayAsk(API.changeCalendar) ? (
        <div className="noprint">
          <CalendarForm calendar={calendar} />
        </div>
      ) : null}
    </Columns>
  );
}

/** The year with its days off and its swapped days, and how to change it. */
export function CalendarView(): ReactNode {
  const result = useAnswer(API.getCalendar);
  return (
    <Loaded result={result} lines={12}>
      {(calendar) => <WholeCalendar calendar={calendar} />}
    </Loaded>
  );
}
