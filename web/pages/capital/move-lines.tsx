import { IconCheck, IconClockHour4, IconScale, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { shortHash } from '#domain/move-lines.ts';
import type { Answer } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { Card } from '../../kit/card.tsx';
import { CopyButton } from '../../kit/copy-button.tsx';
import rows from '../../kit/rows.module.css';
import styles from './capital.module.css';
import { ProjectLink } from './entries-table.tsx';
import { sumOf } from './legal-path.ts';

type View = Answer<'getMove'>;
const CHECKS = ['mediumTerm', 'procedures', 'inTime', 'withinTotal'] as const;
const ICONS = { met: IconCheck, pending: IconClockHour4, notMet: IconX };

type Check = View['recipients'][number]['checks'][number];

function CheckWords({ check }: { check: Check | undefined }): ReactNode {
  const { t, say } = useWords();
  if (check === undefined) return null;
  const Icon = ICONS[check.state];
  return (
    <span className={styles['state']} data-state={check.state}>
      <Icon aria-hidden size={15} stroke={2} />
      <span>
        {t(`move.state.${check.state}`)}
        {check.reason === null ? '' : `: ${say(check.reason)}`}
      </span>
    </span>
  );
}

type RecipientRowProps = {
  readonly line: View['move']['recipients'][number];
  readonly checks: readonly Check[];
};

function RecipientRow({ line, checks }: RecipientRowProps): ReactNode {
  const { t, say, exactDong, shortDong } = useWords();
  return (
    <tr>
      <th scope="row">
        <ProjectLink id={line.projectId} name={say(line.projectName)} />
      </th>
      {CHECKS.map((check) => (
        <td key={check} data-head={t(`move.check.${check}`)}>
          <CheckWords check={checks.find((each) => each.check === check)} />
        </td>
      ))}
      <td className={`${styles['right']} num`} data-head={t('move.amount')} title={exactDong(line.amount)}>
        {shortDong(line.amount)}
      </td>
    </tr>
  );
}

/** Who takes, with the four checks of the law in words, and the proof that nothing is lost. */
export function Recipients({ view }: { view: View }): ReactNode {
  const { t, exactDong, shortDong } = useWords();
  const { move, recipients } = view;
  const [out, taken] = [sumOf(move.donors), sumOf(move.recipients)];
  return (
    <Card title={t('move.recipients')}>
      <div className={styles['scroll']}>
        <table className={`${styles['plain']} ${rows['rows']}`}>
          <caption className="vh">{t('move.recipients')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('flows.to')}</th>
              {CHECKS.map((check) => (
                <th key={check} scope="col">
                  {t(`move.check.${check}`)}
                </th>
              ))}
              <th scope="col" className={styles['right']}>
                {t('move.amount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {move.recipients.map((line, index) => (
              <RecipientRow key={line.projectId} line={line} checks={recipients[index]?.checks ?? []} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('move.sumIn')}</th>
              <td colSpan={CHECKS.length}>
                {out === taken ? (
                  <span className={styles['proof']}>
                    <IconScale aria-hidden size={17} stroke={1.9} />
                    {t('move.proof', { out: shortDong(out), in: shortDong(taken) })}
                  </span>
                ) : null}
              </td>
              <td className={`${styles['right']} num`} data-head={t('move.amount')} title={exactDong(taken)}>
                {shortDong(taken)}
              </td>
            </tr>
          </tfoot>
        </table>
      </div>
    </Card>
  );
}

type SideProps = { readonly title: string; readonly sum: string; readonly lines: View['move']['donors'] };

function ExactLines({ title, sum, lines }: SideProps): ReactNode {
  const { t, say, exactDong } = useWords();
  return (
    <table className={`${styles['plain']} ${rows['rows']}`}>
      <caption>{title}</caption>
      <thead className="vh">
        <tr>
          <th scope="col">{t('capital.col.project')}</th>
          <th scope="col">{t('move.amount')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ projectId, projectName, amount }) => (
          <tr key={projectId}>
            <th scope="row">
              <ProjectLink id={projectId} name={say(projectName)} />
            </th>
            <td className={`${styles['right']} num`} data-head={t('move.amount')}>
              {exactDong(amount)}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{sum}</th>
          <td className={`${styles['right']} num`} data-head={t('move.amount')}>
            {exactDong(sumOf(lines))}
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

/** Exactly what every approval is about: each line to the đồng, and the hash of them all. */
export function LinesCard({ view: { move, linesHash } }: { view: View }): ReactNode {
  const { t } = useWords();
  return (
    <Card
      title={t('move.lines')}
      note={move.revision > 1 ? t('move.revision', { n: move.revision }) : undefined}
    >
      <div className={styles['two']}>
        <ExactLines title={t('move.donors')} sum={t('move.sumOut')} lines={move.donors} />
        <ExactLines title={t('move.recipients')} sum={t('move.sumIn')} lines={move.recipients} />
      </div>
      <p>
        {t('move.linesHash')}:{' '}
        <span className={styles['hash']} title={linesHash}>
          {shortHash(linesHash)}
        </span>{' '}
        <CopyButton text={linesHash} />
      </p>
    </Card>
  );
}
