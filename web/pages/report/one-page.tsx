import { Button } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useMemo, useState } from 'react';
import * as z from 'zod';
import type { Attachment } from '#domain/attachment.ts';
import { isOver } from '#domain/case-statuses.ts';
import { BlockerId, ProjectId, type Sha256 } from '#domain/ids.ts';
import type { ReportView } from '#functions/api/contract-reports.ts';
import { useAnswer, useCall, useSend } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { Lost } from '../../app/lost.tsx';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { StatusBadge } from '../../kit/badge.tsx';
import { Card } from '../../kit/card.tsx';
import { ErrorSummary, Field, type Mistake, useMistakes } from '../../kit/form.tsx';
import { Go } from '../../kit/go.tsx';
import { LoadedPage } from '../../kit/loaded-page.tsx';
import { Page } from '../../kit/page.tsx';
import { sayDone } from '../../kit/toast.tsx';
import { Choices, PersonalDataWarning } from './choices.tsx';
import styles from './report.module.css';

const page = getRouteApi('/report/$projectId/$blockerId');
/** The report that the address names. */
const Named = z.object({ projectId: ProjectId, blockerId: BlockerId });

function Files({
  report,
  files,
}: {
  report: ReportView['blocker'];
  files: readonly Attachment[];
}): ReactNode {
  const { t } = useWords();
  const call = useCall();
  const open = (sha256: Sha256): void => {
    const params = { projectId: report.projectId, blockerId: report.id, sha256 };
    call(API.getAttachment, { params })
      .then(({ url }) => location.assign(url))
      .catch(() => undefined);
  };
  return (
    <ul className={styles['list']}>
      {files.map(({ sha256, name }) => (
        <li key={sha256}>
          <button type="button" className={styles['link']} onClick={() => open(sha256)}>
            {t('one.download', { name })}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Content({ view }: { view: ReportView }): ReactNode {
  const { t, named, day } = useWords();
  const { category, cause, householdsLeft, authorityLevel, request, requestBy, description, attachments } =
    view.blocker;
  const lines = [
    [t('report.blocker'), description],
    [t('report.category'), named('category', category)],
    [t('report.cause'), named('cause', cause)],
    [t('report.householdsLeft'), householdsLeft === undefined ? t('report.notSaid') : String(householdsLeft)],
    [t('report.level'), named('authority', authorityLevel)],
    [
      t('report.request'),
      requestBy === undefined ? request : `${request} ${t('report.before', { day: day(requestBy) })}`,
    ],
  ] as const;
  return (
    <Card
      title={t('one.content')}
      note={view.version > 1 ? t('mine.version', { n: view.version }) : undefined}
    >
      <dl className={styles['answers']}>
        {lines.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {attachments === undefined ? null : (
        <>
          <h3>{t('one.files')}</h3>
          <Files report={view.blocker} files={attachments} />
        </>
      )}
    </Card>
  );
}

type Said = {
  readonly description: string;
  readonly request: string;
  readonly cause: 'objective' | 'subjective';
  readonly householdsLeft: string;
};
type AmendFieldsProps = {
  readonly said: Said;
  readonly onSay: (said: Said) => void;
  readonly mistakes: readonly Mistake[];
};

function TextOf(
  props: AmendFieldsProps & { readonly name: 'description' | 'request'; readonly longest: number },
): ReactNode {
  const { t } = useWords();
  const { name, said, onSay, mistakes, longest } = props;
  return (
    <>
      <Field name={name} label={t(`report.${name}`)} mistakes={mistakes}>
        {(control) => (
          <textarea
            {...control}
            rows={4}
            maxLength={longest}
            value={said[name]}
            onChange={(event) => onSay({ ...said, [name]: event.currentTarget.value })}
          />
        )}
      </Field>
      <PersonalDataWarning text={said[name]} />
    </>
  );
}

function AmendFields(props: AmendFieldsProps): ReactNode {
  const { t, named } = useWords();
  const { said, onSay, mistakes } = props;
  const causes = (['objective', 'subjective'] as const).map((value) => ({
    value,
    label: named('cause', value),
  }));
  return (
    <>
      <TextOf {...props} name="description" longest={500} />
      <Choices
        name="cause"
        legend={t('report.cause')}
        legendShown
        value={said.cause}
        onChoose={(cause) => onSay({ ...said, cause })}
        choices={causes}
        mistakes={mistakes}
      />
      <Field name="householdsLeft" label={t('report.households')} optional mistakes={mistakes}>
        {(control) => (
          <input
            {...control}
            inputMode="numeric"
            value={said.householdsLeft}
            onChange={(event) => {
              const digits = event.currentTarget.value.replaceAll(/\D/g, '').slice(0, 6);
              onSay({ ...said, householdsLeft: digits });
            }}
          />
        )}
      </Field>
      <TextOf {...props} name="request" longest={300} />
    </>
  );
}

function Amend({ view }: { view: ReportView }): ReactNode {
  const { t } = useWords();
  const { blocker } = view;
  const send = useSend(API.amendReport);
  const [said, setSaid] = useState<Said>({
    description: blocker.description,
    request: blocker.request,
    cause: blocker.cause,
    householdsLeft: blocker.householdsLeft === undefined ? '' : String(blocker.householdsLeft),
  });
  // The same words sent again are the same request; other words are another.
  const requestId = useMemo(() => (said === undefined ? '' : crypto.randomUUID()), [said]);
  const mistakes = useMistakes(send.error, ['description', 'request', 'householdsLeft']);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { householdsLeft, ...words } = said;
    const { requestBy } = blocker;
    const body = {
      ...words,
      requestId,
      ...(householdsLeft === '' ? {} : { householdsLeft: Number(householdsLeft) }),
      ...(requestBy === undefined ? {} : { requestBy }),
    };
    send.mutate(
      { params: { projectId: blocker.projectId, blockerId: blocker.id }, body },
      { onSuccess: ({ version }) => sayDone(t('one.saved', { n: version })) },
    );
  };
  return (
    <Card title={t('one.edit')}>
      <form className={styles['form']} onSubmit={submit} noValidate>
        <p className={styles['lead']}>{t('one.editHint')}</p>
        <ErrorSummary mistakes={mistakes} />
        <AmendFields said={said} onSay={setSaid} mistakes={mistakes} />
        <div>
          <Button type="submit" loading={send.isPending}>
            {t('one.save')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function Supplement({
  view,
  caseId,
}: {
  view: ReportView;
  caseId: NonNullable<ReportView['caseId']>;
}): ReactNode {
  const { t } = useWords();
  const send = useSend(API.supplementCase);
  const [note, setNote] = useState('');
  const requestId = useMemo(() => (note === undefined ? '' : crypto.randomUUID()), [note]);
  const mistakes = useMistakes(send.error, ['note']);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send.mutate(
      { params: { caseId }, body: { note, requestId } },
      {
        onSuccess: () => {
          setNote('');
          sayDone(t('report.added'));
        },
      },
    );
  };
  return (
    <Card title={t('one.supplement')}>
      <form className={styles['form']} onSubmit={submit} noValidate>
        {view.editable ? null : <p className={styles['lead']}>{t('one.supplementHint')}</p>}
        <ErrorSummary mistakes={mistakes} />
        <Field name="note" label={t('one.note')} mistakes={mistakes}>
          {(control) => (
            <textarea
              {...control}
              rows={4}
              maxLength={1000}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
          )}
        </Field>
        <PersonalDataWarning text={note} />
        <div>
          <Button type="submit" loading={send.isPending}>
            {t('one.sendNote')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

/** One report: what was said, put right while nobody has decided, added to afterwards. */
export function OneReportPage(): ReactNode {
  const { t, say, moment } = useWords();
  const { person, mayAsk } = useSession();
  const named = Named.safeParse(page.useParams());
  const result = useAnswer(API.getReport, named.success ? { params: named.data } : {}, {
    enabled: named.success,
  });
  const back = <Link to="/report/mine">{t('mine.title')}</Link>;
  if (!named.success) return <Lost />;
  return (
    <LoadedPage result={result} title={t('mine.title')} above={back}>
      {(view) => {
        const { blocker, caseId, status, version } = view;
        const own = blocker.reportedBy === person.officeId && mayAsk(API.amendReport);
        const adds = caseId !== null && !isOver(status ?? '') && mayAsk(API.supplementCase);
        return (
          <Page title={t('one.title', { project: say(view.projectName) })} above={back}>
            <div className={styles['two']}>
              <p>
                {t('one.sentAt', { at: moment(blocker.reportedAt) })}
                {caseId === null ? null : (
                  <>
                    {' · '}
                    <Go href={`/cases/${caseId}`}>{t('one.case', { caseId })}</Go>{' '}
                    {status === null ? null : <StatusBadge of="caseStatus" status={status} />}
                  </>
                )}
              </p>
              <div className={styles['stack']}>
                <Content view={view} />
                {adds ? <Supplement view={view} caseId={caseId} /> : null}
              </div>
              {own && view.editable ? <Amend key={version} view={view} /> : null}
            </div>
          </Page>
        );
      }}
    </LoadedPage>
  );
}
