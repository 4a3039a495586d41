import { IconFileText, IconPaperclip } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { CaseView, DocumentView } from '#functions/api/case-view.ts';
import { useCall } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { useProblemWords } from '../../app/problem.ts';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { CapitalBar } from '../../kit/capital-bar.tsx';
import { Card } from '../../kit/card.tsx';
import { withCodes } from '../../kit/code.tsx';
import { Money } from '../../kit/figures.tsx';
import { FileButton } from '../../kit/file-button.tsx';
import { Go } from '../../kit/go.tsx';
import { DocumentForm } from './document-form.tsx';
import styles from './side.module.css';

/** The three figures of the plan, never mixed with the total investment. */
export function CapitalCard({ view }: { view: CaseView }): ReactNode {
  const { t, day } = useWords();
  const { capital, idle, totalInvestment } = view.project;
  const { planYear, planned, disbursed, absorbable, asOf } = capital;
  return (
    <Card title={t('money.title', { year: `${planYear}` })}>
      <p className={styles['plan']}>
        <Money amount={planned} />
      </p>
      <CapitalBar parts={{ disbursed, absorbable, idle }} thin />
      <dl className={styles['facts']}>
        <dt>{t('money.total')}</dt>
        <dd>
          <Money amount={totalInvestment} short />
        </dd>
      </dl>
      <p className="kt-meta">{t('money.asOf', { day: day(asOf) })}</p>
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

export function BlockerCard({ view }: { view: CaseView }): ReactNode {
  const { t, say, named, count, day } = useWords();
  const { blocker, project } = view;
  const { householdsLeft, requestBy } = blocker;
  return (
    <Card title={t('blocker.title')}>
      <p className={styles['text']}>{blocker.description}</p>
      <h3>{t('blocker.request')}</h3>
      <p className={styles['text']}>{blocker.request}</p>
      <dl className={styles['facts']}>
        <Fact name={t('blocker.category')}>{named('category', blocker.category)}</Fact>
        <Fact name={t('blocker.cause')}>{named('cause', blocker.cause)}</Fact>
        <Fact name={t('blocker.authority')}>{named('authority', blocker.authorityLevel)}</Fact>
        <Fact name={t('blocker.households')}>
          {householdsLeft === undefined ? (
            t('blocker.householdsUnknown')
          ) : (
            <b className="num">{count(householdsLeft)}</b>
          )}
        </Fact>
        {requestBy === undefined ? null : <Fact name={t('blocker.requestBy')}>{day(requestBy)}</Fact>}
        <Fact name={t('blocker.owner')}>{say(project.ownerName)}</Fact>
        <Fact name={t('blocker.reporter')}>{say(blocker.reportedByName)}</Fact>
      </dl>
    </Card>
  );
}

function Paper({ paper }: { paper: DocumentView }): ReactNode {
  const { t, say, day, dayOf } = useWords();
  const { source, title, number, issuedOn, issuer, recordedAt, recordedBy, moveId } = paper;
  const about = source === 'recorded' ? title : t(`docs.${source}`);
  return (
    <li>
      <IconFileText aria-hidden size={20} stroke={1.6} />
      <div>
        <b>{withCodes(number)}</b>
        <small>
          {day(issuedOn)} · {issuer}
        </small>
        {about === null ? null : (
          <small>{moveId === null ? withCodes(about) : <Go href={`/moves/${moveId}`}>{about}</Go>}</small>
        )}
        {recordedAt === null || recordedBy === null ? null : (
          <small>{t('docs.recordedBy', { office: say(recordedBy), day: dayOf(recordedAt) })}</small>
        )}
      </div>
    </li>
  );
}

/** Files of the report: each is opened by an address that is good for a minute. */
function Files({ view }: { view: CaseView }): ReactNode {
  const { t } = useWords();
  const call = useCall();
  const sentence = useProblemWords();
  const [error, setError] = useState<unknown>(null);
  const { id: blockerId, projectId, attachments = [] } = view.blocker;
  if (attachments.length === 0) return null;
  const open = (sha256: string): void => {
    call(API.getAttachment, { params: { projectId, blockerId, sha256 } })
      .then(({ url }) => window.open(url, '_blank', 'noopener'))
      .catch(setError);
  };
  return (
    <>
      <h3 className={styles['files']}>{t('docs.files')}</h3>
      <ul className={styles['papers']}>
        {attachments.map(({ name, sha256 }) => (
          <li key={sha256}>
            <IconPaperclip aria-hidden size={20} stroke={1.6} />
            <button type="button" onClick={() => open(sha256)} aria-label={t('docs.open', { name })}>
              {name}
            </button>
          </li>
        ))}
      </ul>
      {error === null ? null : (
        <p role="alert" className="kt-problem">
          {sentence(error)}
        </p>
      )}
    </>
  );
}

/** The letter that urges whoever holds the case, for the signing system, and how it looks; nothing once it is over. */
function UrgeLetter({ view }: { view: CaseView }): ReactNode {
  const { t, say } = useWords();
  const { mayAsk } = useSession();
  const { id: caseId } = view.case;
  if (view.summary.holderName === null || !mayAsk(API.getUrgeLetter)) return null;
  return (
    <div className={`${styles['letter']} noprint`}>
      <h3>{t('docs.letter')}</h3>
      <p className="kt-meta">{t('docs.letterNote', { office: say(view.summary.holderName) })}</p>
      <div className={styles['buttons']}>
        <FileButton ask={API.getUrgeLetter} input={{ params: { caseId, file: 'cong-van-don-doc.docx' } }}>
          {t('docs.letterDocx')}
        </FileButton>
        <FileButton ask={API.getUrgeLetter} input={{ params: { caseId, file: 'cong-van-don-doc.pdf' } }}>
          {t('docs.letterPdf')}
        </FileButton>
      </div>
    </div>
  );
}

export function DocumentsCard({ view }: { view: CaseView }): ReactNode {
  const { t } = useWords();
  const { documents, acts } = view;
  return (
    <Card title={t('docs.title')}>
      {documents.length === 0 ? <p className="kt-meta">{t('docs.none')}</p> : null}
      <ul className={styles['papers']}>
        {documents.map((paper) => (
          <Paper key={`${paper.number} ${paper.issuedOn} ${paper.source}`} paper={paper} />
        ))}
      </ul>
      <Files view={view} />
      <UrgeLetter view={view} />
      {acts.includes('recordDocument') ? <DocumentForm caseId={view.case.id} /> : null}
    </Card>
  );
}
