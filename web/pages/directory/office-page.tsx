import { Button } from '@mantine/core';
import { IconMailX, IconUserOff, IconUserPause } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type * as z from 'zod';
import type { OfficeMember } from '#domain/office.ts';
import { localDateOf } from '#domain/time.ts';
import type { OfficeDetail } from '#functions/api/views-directory.ts';
import { useAnswer } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { Badge } from '../../kit/badge.tsx';
import { Card } from '../../kit/card.tsx';
import { Columns } from '../../kit/columns.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { DateText } from '../../kit/figures.tsx';
import { LoadedPage } from '../../kit/loaded-page.tsx';
import { Page } from '../../kit/page.tsx';
import { ChangeForm, type Wanted } from './change-form.tsx';
import styles from './directory.module.css';
import { LogCard } from './office-log.tsx';

type Detail = z.infer<typeof OfficeDetail>;
type Choose = (wanted: Wanted) => void;
const route = getRouteApi('/directory/$officeId');

function Span({ from, to }: { from: OfficeMember['from']; to?: OfficeMember['to'] }): ReactNode {
  const { t, day } = useWords();
  return (
    <span className="num">
      {to === undefined
        ? t('member.since', { day: day(from) })
        : t('member.span', { from: day(from), to: day(to) })}
    </span>
  );
}

function Absence({
  member,
  span,
  choose,
}: {
  member: OfficeMember;
  span: OfficeMember['absences'][number];
  choose: Choose | undefined;
}): ReactNode {
  const { t, day } = useWords();
  return (
    <div className={styles['personHead']}>
      <Badge tone="due" icon={IconUserPause}>
        {t('member.absent', { from: day(span.from), to: day(span.to) })}
      </Badge>
      {choose === undefined ? null : (
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => choose({ type: 'cancelAbsence', email: member.email, ...span })}
        >
          {t('member.act.cancelAbsence')}
        </Button>
      )}
    </div>
  );
}

type PersonProps = { readonly member: OfficeMember; readonly today: string; readonly choose: Choose };

function MemberActs({ member, choose }: Omit<PersonProps, 'today'>): ReactNode {
  const { t } = useWords();
  const { may, mayAsk } = useSession();
  const { email, from } = member;
  return (
    <div className={`${styles['acts']} noprint`}>
      {mayAsk(API.changeOffice) ? (
        <Button
          variant="default"
          size="compact-md"
          fz="sm"
          onClick={() => choose({ type: 'recordAbsence', email })}
        >
          {t('member.act.recordAbsence')}
        </Button>
      ) : null}
      {may('operator') ? (
        <>
          <Button
            variant="default"
            size="compact-md"
            fz="sm"
            onClick={() => choose({ type: 'correctAddress', email })}
          >
            {t('member.act.correctAddress')}
          </Button>
          <Button
            variant="default"
            size="compact-md"
            fz="sm"
            onClick={() => choose({ type: 'endMembership', email, from })}
          >
            {t('member.act.endMembership')}
          </Button>
        </>
      ) : null}
    </div>
  );
}

function Person({ member, today, choose }: PersonProps): ReactNode {
  const { t, say } = useWords();
  const { mayAsk } = useSession();
  const { post, email, from, to, absences, undeliverableSince } = member;
  const over = to !== undefined && to <= today;
  const coming = absences.filter((span) => span.to > today);
  return (
    <li className={styles['person']} data-over={over}>
      <div className={styles['personHead']}>
        <strong>{say(post)}</strong>
        <Span from={from} to={to} />
      </div>
      <span className={styles['email']}>{email}</span>
      {undeliverableSince === undefined ? null : (
        <Badge tone="overdue" icon={IconMailX}>
          {t('member.bounced')} <DateText at={undeliverableSince} />
        </Badge>
      )}
      {coming.map((span) => (
        <Absence
          key={span.from}
          member={member}
          span={span}
          choose={mayAsk(API.changeOffice) ? choose : undefined}
        />
      ))}
      {over ? null : <MemberActs member={member} choose={choose} />}
    </li>
  );
}

function People({ detail, choose }: { detail: Detail; choose: Choose }): ReactNode {
  const { t } = useWords();
  const today = localDateOf(detail.asOf);
  const lists = [
    { key: 'holders', title: t('office.holders'), members: detail.office.holders },
    { key: 'deputies', title: t('office.deputies'), members: detail.office.deputies },
  ];
  return lists.map(({ key, title, members }) => (
    <Card key={key} title={title}>
      {members.length === 0 ? (
        <EmptyState text={t('office.nobody')} />
      ) : (
        <ul className={styles['people']}>
          {members.toReversed().map((member) => (
            <Person key={`${member.email} ${member.from}`} member={member} today={today} choose={choose} />
          ))}
        </ul>
      )}
    </Card>
  ));
}

function Badges({ detail }: { detail: Detail }): ReactNode {
  const { t, say } = useWords();
  const { row } = detail;
  const { recipient } = row;
  return (
    <>
      <div className={styles['badges']}>
        {row.holder === null ? (
          <Badge tone="overdue" icon={IconUserOff} filled>
            {t('office.vacantWith', { n: row.casesWaiting })}
          </Badge>
        ) : null}
        {row.absent ? (
          <Badge tone="due" icon={IconUserPause}>
            {t('office.state.absent')}
          </Badge>
        ) : null}
        {row.bounced ? (
          <Badge tone="overdue" icon={IconMailX}>
            {t('office.mail.bounced')}
          </Badge>
        ) : null}
      </div>
      <p>
        {t('office.next', { post: say(recipient.post) })}{' '}
        <span className={styles['email']}>{recipient.email}</span>
        {recipient.standing === 'duty' ? ` · ${t('office.next.duty')}` : ''}
      </p>
    </>
  );
}

function Asks({ detail }: { detail: Detail }): ReactNode {
  const { t, say, named, moment } = useWords();
  const { asks } = detail;
  return (
    <Card title={t('office.asks', { n: asks.length })}>
      {asks.length === 0 ? (
        <EmptyState text={t('office.asks.none')} />
      ) : (
        <ul className={styles['people']}>
          {asks.map(({ id, kind, caseId, moveId, title, dueAt }) => (
            <li key={id} className={styles['person']}>
              <strong>{named('approvalKind', kind)}</strong>
              <span>{say(title)}</span>
              <span className="kt-meta">
                {[caseId ?? moveId, t('office.due', { at: moment(dueAt) })]
                  .filter((part) => part !== null)
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Back(): ReactNode {
  const { t } = useWords();
  return (
    <Link to="/directory" search={{ view: 'offices' }}>
      {t('nav.directory')}
    </Link>
  );
}

function Whole({ detail }: { detail: Detail }): ReactNode {
  const { t, say, named } = useWords();
  const { may } = useSession();
  const [wanted, setWanted] = useState<Wanted>();
  const { row, office } = detail;
  const people = [...office.holders, ...office.deputies];
  return (
    <Page
      title={say(row.name)}
      above={<Back />}
      // A post that is the only one of its kind is called as its kind, whichever apostrophe its name is typed with.
      intro={[named('officeKind', row.kind), row.unit === null ? '' : say(row.unit.name)]
        .filter((part) => part !== '' && part !== say(row.name).replaceAll("'", '’'))
        .join(' · ')}
      actions={
        may('operator') ? (
          <Button onClick={() => setWanted({ type: 'appoint' })}>{t('member.act.appoint')}</Button>
        ) : undefined
      }
    >
      <Badges detail={detail} />
      <Columns
        side={
          <>
            <Asks detail={detail} />
            <LogCard title={t('office.log')} receipts={detail.log} />
          </>
        }
      >
        {wanted === undefined ? null : (
          <ChangeForm
            key={JSON.stringify(wanted)}
            wanted={wanted}
            officeId={row.id}
            today={localDateOf(detail.asOf)}
            member={people.find(({ email }) => email === wanted.email)}
            leave={() => setWanted(undefined)}
          />
        )}
        <People detail={detail} choose={setWanted} />
      </Columns>
    </Page>
  );
}

/** One post: who holds it in time, who is away, what it is asked, and what was changed about it. */
export function OfficePage(): ReactNode {
  const { t } = useWords();
  const { officeId } = route.useParams();
  const result = useAnswer(API.getOfficeDetail, { params: { officeId } });
  return (
    <LoadedPage result={result} title={t('nav.directory')} above={<Back />}>
      {(detail) => <Whole detail={detail} />}
    </LoadedPage>
  );
}
