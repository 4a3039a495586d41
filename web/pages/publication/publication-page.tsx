import { type ReactNode, useState } from 'react';
import { OPEN_SETS } from '#domain/publication/dcat.ts';
import { useAnswer } from '../../app/answers.ts';
import { type Answer, API } from '../../app/api.ts';
import { useSession } from '../../app/session.tsx';
import { languageNow, useWords } from '../../app/words.ts';
import { Card, Loaded } from '../../kit/card.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { AsOf } from '../../kit/figures.tsx';
import { FileButton } from '../../kit/file-button.tsx';
import { Field } from '../../kit/form.tsx';
import { Go } from '../../kit/go.tsx';
import { Page } from '../../kit/page.tsx';
import { useMoveName } from '../capital/moves-list.tsx';
import { MovePapers } from './move-papers.tsx';
import styles from './publication.module.css';

/** Open data is for everybody, so these are plain links: they can be copied and sent on. */
function OpenSets({ sets }: Pick<Answer<'getPublication'>, 'sets'>): ReactNode {
  const { t } = useWords();
  const language = languageNow();
  return (
    <table className={styles['sets']}>
      <thead>
        <tr>
          <th scope="col">{t('publication.set')}</th>
          <th scope="col" className={styles['number']}>
            {t('publication.rows')}
          </th>
          <th scope="col">{t('publication.files')}</th>
        </tr>
      </thead>
      <tbody>
        {OPEN_SETS.map(({ name, ...title }) => (
          <tr key={name}>
            <td>{title[language]}</td>
            <td className={styles['number']}>{sets.find((set) => set.name === name)?.rows ?? 0}</td>
            <td className={styles['links']}>
              {(['csv', 'json'] as const).map((form) => (
                <a
                  key={form}
                  href={`/api/open/${name}.${form}`}
                  aria-label={`${title[language]}: ${form.toUpperCase()}`}
                >
                  {form.toUpperCase()}
                </a>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function OpenData({ data }: { data: Answer<'getPublication'> }): ReactNode {
  const { t } = useWords();
  const page = languageNow() === 'vi' ? '/cong-khai' : '/public-status';
  return (
    <Card title={t('publication.open')} note={<AsOf at={data.asOf} />}>
      {data.illustrative ? <p className={styles['mark']}>{t('publication.illustrative')}</p> : null}
      <OpenSets sets={data.sets} />
      <p className={styles['fine']}>{t('publication.without')}</p>
      <p className={styles['links']}>
        <a href={page}>{t('publication.page')}</a>
        <a href="/api/open/oc4ids.json">OC4IDS 0.9.5</a>
        <a href="/api/open/oc4ids-extension.json">{t('publication.extension')}</a>
        <a href="/api/open/catalog.jsonld">DCAT</a>
      </p>
    </Card>
  );
}

/** The report of a week: of the present one as it stands, or of one that is over. */
function WeeklyReports(): ReactNode {
  const { t, day } = useWords();
  const weeks = useAnswer(API.listWeeks, {});
  const [chosen, choose] = useState('');
  return (
    <Loaded result={weeks} lines={2}>
      {({ items }) => {
        const week = items.find((each) => each.week === chosen)?.week ?? items[0]?.week;
        return (
          <>
            <div className={styles['week']}>
              <Field name="week" label={t('publication.week')}>
                {(control) => (
                  <select
                    {...control}
                    value={week}
                    onChange={({ currentTarget }) => choose(currentTarget.value)}
                  >
                    {items.map((each, index) => (
                      <option key={each.week} value={each.week}>
                        {index === 0
                          ? t('publication.weekNow', { week: each.week })
                          : t('publication.weekFrom', { week: each.week, date: day(each.monday) })}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
            </div>
            <div className={styles['buttons']}>
              <FileButton
                ask={API.getWeeklyReport}
                input={{ params: { file: 'weekly.xlsx' }, query: { week } }}
              >
                {t('publication.weeklyXlsx')}
              </FileButton>
              <FileButton
                ask={API.getWeeklyReport}
                input={{ params: { file: 'weekly.pdf' }, query: { week } }}
              >
                {t('publication.weeklyPdf')}
              </FileButton>
            </div>
          </>
        );
      }}
    </Loaded>
  );
}

function Reports(): ReactNode {
  const { t } = useWords();
  const { mayAsk } = useSession();
  if (!mayAsk(API.getWeeklyReport) && !mayAsk(API.getNationalUpload)) return null;
  return (
    <Card title={t('publication.reports')}>
      {mayAsk(API.getWeeklyReport) ? <WeeklyReports /> : null}
      <div className={styles['buttons']}>
        {mayAsk(API.getNationalUpload) ? (
          <FileButton ask={API.getNationalUpload}>{t('publication.national')}</FileButton>
        ) : null}
      </div>
      <p className={styles['fine']}>{t('publication.nationalNote')}</p>
    </Card>
  );
}

/** Papers are written for what is under way; older moves are found in their list. */
const NEWEST = 5;

function Papers(): ReactNode {
  const { t, named } = useWords();
  const nameOf = useMoveName();
  const moves = useAnswer(API.listMoves, { query: { limit: NEWEST } });
  return (
    <Card title={t('publication.papers')}>
      <Loaded result={moves} lines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState text={t('publication.noMoves')} />
          ) : (
            <ul className={styles['moves']}>
              {items.map((move) => (
                <li key={move.id}>
                  <h3>
                    <Go href={`/moves/${move.id}`}>{nameOf(move)}</Go> · {named('moveStatus', move.status)}
                  </h3>
                  <MovePapers moveId={move.id} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}

/** What leaves the house: open data, the week's report, papers for the signing system. */
export function PublicationPage(): ReactNode {
  const { t } = useWords();
  const { mayAsk } = useSession();
  const data = useAnswer(API.getPublication);
  return (
    <Page title={t('nav.publication')} intro={t('publication.intro')}>
      <Loaded result={data} lines={6}>
        {(found) => <OpenData data={found} />}
      </Loaded>
      <Reports />
      {mayAsk(API.getMovePaper) ? <Papers /> : null}
    </Page>
  );
}
