import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { PlanId, Wishes } from '#domain/plan.ts';
import { useAnswer, usePages, useSend } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { useProblemWords } from '../../app/problem.ts';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { Card } from '../../kit/card.tsx';
import { CopyButton } from '../../kit/copy-button.tsx';
import { Moment, Money } from '../../kit/figures.tsx';
import form from '../../kit/form.module.css';
import { sayDone } from '../../kit/toast.tsx';
import type { Planned, PlanShown } from './ask-plan.ts';
import styles from './planner.module.css';

/** One scenario of the comparison: a column. */
type Column = { readonly id: string; readonly name: string; readonly plan: PlanShown };

const ROWS: readonly {
  readonly word: 'planner.moved' | 'planner.spent' | 'planner.pessimistic' | 'planner.optimistic';
  readonly of: (result: Planned) => number;
  readonly estimate: boolean;
}[] = [
  { word: 'planner.moved', of: ({ moved }) => moved, estimate: false },
  { word: 'planner.spent', of: ({ expected }) => expected, estimate: true },
  { word: 'planner.pessimistic', of: ({ risk }) => risk.p10, estimate: true },
  { word: 'planner.optimistic', of: ({ risk }) => risk.p90, estimate: true },
];

/** Scenarios side by side: what each brings, how many lines and units it takes, and how sure it is. */
function Compared({ columns }: { columns: readonly Column[] }): ReactNode {
  const { t } = useWords();
  const without = columns.filter(({ plan }) => plan.result.type !== 'plan').map(({ name }) => name);
  const shown = columns.flatMap(({ id, name, plan }) =>
    plan.result.type === 'plan' ? [{ id, name, result: plan.result }] : [],
  );
  return (
    <div className={styles['scroll']}>
      <table className={styles['compared']}>
        <caption>{t('planner.compared')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('planner.measure')}</th>
            {shown.map(({ id, name }) => (
              <th key={id} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ROWS.map(({ word, of, estimate }) => (
            <tr key={word}>
              <th scope="row">{t(word)}</th>
              {shown.map(({ id, result }) => (
                <td key={id}>
                  <Money amount={of(result)} short estimate={estimate} />
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">{t('planner.lineCount')}</th>
            {shown.map(({ id, result: { donors, recipients } }) => (
              <td key={id}>{t('planner.lineSplit', { out: donors.length, in: recipients.length })}</td>
            ))}
          </tr>
          <tr>
            <th scope="row">{t('planner.unitCount')}</th>
            {shown.map(({ id, result: { units } }) => (
              <td key={id}>{units}</td>
            ))}
          </tr>
        </tbody>
      </table>
      {without.length === 0 ? null : (
        <p className="kt-meta">{t('planner.withoutPlan', { names: without.join(', ') })}</p>
      )}
    </div>
  );
}

/** One plan held beside the present one; drawn by the parent once it has arrived. */
function useBeside(ids: readonly PlanId[]): readonly Column[] {
  const { t } = useWords();
  const [first, second, third] = ids;
  const ask = (id: PlanId | undefined) => (id === undefined ? {} : { params: { planId: id } });
  const answers = [
    useAnswer(API.getPlan, ask(first), { enabled: first !== undefined, every: false }),
    useAnswer(API.getPlan, ask(second), { enabled: second !== undefined, every: false }),
    useAnswer(API.getPlan, ask(third), { enabled: third !== undefined, every: false }),
  ];
  return answers.flatMap(({ data }) =>
    data === undefined
      ? []
      : [{ id: data.plan.id, name: data.plan.name ?? t('planner.unnamed'), plan: data.plan }],
  );
}

function NameForm({ plan }: { plan: PlanShown }): ReactNode {
  const { t } = useWords();
  const [name, setName] = useState('');
  const send = useSend(API.namePlan);
  const sentence = useProblemWords();
  return (
    <form
      className={`${styles['nameForm']} noprint`}
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate(
          { params: { planId: plan.id }, body: { name } },
          {
            onSuccess: () => {
              sayDone(t('planner.named', { name }));
              setName('');
            },
          },
        );
      }}
    >
      <label htmlFor="scenarioName">{t('planner.name')}</label>
      <input
        id="scenarioName"
        className={form['control']}
        value={name}
        maxLength={120}
        required
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={send.isPending}>
        {t('planner.keep')}
      </Button>
      {send.error === null ? null : (
        <p role="alert" className="kt-problem">
          {sentence(send.error)}
        </p>
      )}
    </form>
  );
}

type ScenariosProps = {
  readonly plan: PlanShown;
  readonly wishes: Wishes;
  readonly beside: readonly PlanId[];
};

/** The scenarios that were given a name: open one, hold some side by side, share the present one by its address. On paper only what is compared. */
export function Scenarios({ plan, wishes, beside }: ScenariosProps): ReactNode {
  const { t } = useWords();
  const { mayAsk } = useSession();
  const { items } = usePages(API.listPlans, { query: { limit: 20 } });
  const columns = useBeside(beside);
  const here = { id: plan.id, name: plan.name ?? t('planner.present'), plan };
  return (
    <div className={columns.length === 0 ? 'noprint' : undefined}>
      <Card
        title={t('planner.scenarios')}
        note={<CopyButton text={location.href} label={t('planner.share')} />}
      >
        {mayAsk(API.namePlan) ? <NameForm plan={plan} /> : null}
        <ul className={`${styles['scenarios']} noprint`}>
          {items.map(({ id, name = '', namedAt, wishes: theirs }) => (
            <li key={id}>
              <Link to="/planner" search={{ wishes: theirs, scenario: id, beside: [...beside] }}>
                {name}
              </Link>
              {namedAt === undefined ? null : (
                <span className="kt-meta">
                  <Moment at={namedAt} />
                </span>
              )}
              {id === plan.id || beside.includes(id) || beside.length >= 3 ? null : (
                <Link
                  to="/planner"
                  search={{ wishes, beside: [...beside, id] }}
                  aria-label={t('planner.of', { act: t('planner.putBeside'), project: name })}
                >
                  {t('planner.putBeside')}
                </Link>
              )}
            </li>
          ))}
        </ul>
        {columns.length === 0 ? null : (
          <>
            <Compared columns={[here, ...columns.filter(({ id }) => id !== plan.id)]} />
            <Link to="/planner" search={{ wishes }} className="noprint">
              {t('planner.endCompare')}
            </Link>
          </>
        )}
      </Card>
    </div>
  );
}
