import { Button } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { AuthorityLevel, BlockerCategory } from '#domain/blocker.ts';
import { LocalDate } from '#domain/time.ts';
import { useAnswer } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { useSession } from '../../app/session.tsx';
import { useWords, type Words } from '../../app/words.ts';
import { DateInput } from '../../kit/date-input.tsx';
import { Field } from '../../kit/form.tsx';
import { AttachFiles } from './attach-files.tsx';
import { type Choice, Choices, PersonalDataWarning } from './choices.tsx';
import { LikeCases } from './like-cases.tsx';
import { type SeenProject, useProjects } from './projects.ts';
import styles from './report.module.css';
import type { StepProps } from './report-page.tsx';

/** As many units as tell projects apart; the rest is a number. */
const UNITS_SHOWN = 3;

/** Where a project lies, the reporter's own unit first. */
function unitsOf({ units }: SeenProject, mine: readonly string[], { t, say }: Words): string {
  const own = units.filter(({ code }) => mine.includes(code));
  const others = units.filter(({ code }) => !mine.includes(code));
  const names = [...own, ...others].map(({ name }) => say(name));
  const rest = names.length - UNITS_SHOWN;
  if (rest <= 1) return names.join(', ');
  return t('report.unitsAnd', { names: names.slice(0, UNITS_SHOWN).join(', '), n: rest });
}

export function ProjectStep({ desk, mistakes }: StepProps): ReactNode {
  const words = useWords();
  const { t, say } = words;
  const { unitCodes } = useSession().person;
  const [asked, setAsked] = useState('');
  const { items, more, from, again } = useProjects(desk.post, asked, desk.online);
  const choose = (project: SeenProject): void => {
    desk.change({
      project: { ...project.name, units: unitsOf(project, unitCodes, words) },
      answers: { ...desk.draft.answers, projectId: project.id },
      anyway: false,
    });
  };
  const choices: Choice<string>[] = items.map((project) => ({
    value: project.id,
    label: say(project.name),
    hint: `${unitsOf(project, unitCodes, words)} · ${project.id}${project.closed ? ` · ${t('report.closed')}` : ''}`,
  }));
  return (
    <>
      <Field name="q" label={t('report.searchProject')} hint={t('report.searchHint')} mistakes={mistakes}>
        {(control) => (
          <span className={styles['search']}>
            <IconSearch aria-hidden size={20} />
            <input
              {...control}
              type="search"
              autoComplete="off"
              value={asked}
              onChange={(event) => setAsked(event.currentTarget.value)}
            />
          </span>
        )}
      </Field>
      <p role="status" className="kt-meta">
        {from === 'nowhere' ? t('report.searching') : t('report.found', { n: items.length })}{' '}
        {more ? t('report.more') : ''}{' '}
        {from === 'seen' ? t(desk.online ? 'report.seenFailed' : 'report.seenOnly') : ''}
      </p>
      {from === 'seen' && desk.online ? (
        <div>
          <Button variant="default" onClick={again}>
            {t('error.retry')}
          </Button>
        </div>
      ) : null}
      <Choices
        name="projectId"
        legend={t('report.q.project')}
        choices={choices}
        value={desk.draft.answers.projectId}
        onChoose={(id) => {
          const project = items.find((each) => each.id === id);
          if (project !== undefined) choose(project);
        }}
        mistakes={mistakes}
      />
    </>
  );
}

const LONGEST = 500;

export function WordsStep({ desk, mistakes }: StepProps): ReactNode {
  const { t } = useWords();
  const { description = '' } = desk.draft.answers;
  return (
    <>
      <p className={styles['lead']}>{t('report.wordsLead')}</p>
      <Field
        name="description"
        label={t('report.description')}
        hint={t('report.left', { n: LONGEST - description.length })}
        mistakes={mistakes}
      >
        {(control) => (
          <textarea
            {...control}
            rows={5}
            maxLength={LONGEST}
            value={description}
            onChange={(event) => desk.answer({ description: event.currentTarget.value })}
          />
        )}
      </Field>
      <PersonalDataWarning text={description} />
      <AttachFiles desk={desk} />
    </>
  );
}

/** What districts report most; the others fold out. */
const LIKELY: readonly BlockerCategory[] = ['GPMB', 'THUTUC', 'QUYHOACH', 'DAUTHAU', 'HTKT'];

export function CategoryStep({ desk, mistakes }: StepProps): ReactNode {
  const { t, named } = useWords();
  const { category } = desk.draft.answers;
  const [all, setAll] = useState(category !== undefined && !LIKELY.includes(category));
  const rest = BlockerCategory.options.filter((code) => !LIKELY.includes(code));
  const choices = (all ? [...LIKELY, ...rest] : LIKELY).map((code) => ({
    value: code,
    label: named('category', code),
    hint: t(`report.example.${code}`),
  }));
  return (
    <>
      <p className={styles['lead']}>{t('report.categoryLead')}</p>
      <Choices
        name="category"
        legend={t('report.q.category')}
        choices={choices}
        value={category}
        onChoose={(code) => {
          const { solution: _other, ...answers } = desk.draft.answers;
          desk.change({ answers: { ...answers, category: code }, anyway: false });
        }}
        mistakes={mistakes}
      />
      {all ? null : (
        <button type="button" className={styles['link']} onClick={() => setAll(true)}>
          {t('report.moreCategories', { n: rest.length })}
        </button>
      )}
      <LikeCases desk={desk} />
    </>
  );
}

export function CauseStep({ desk, mistakes }: StepProps): ReactNode {
  const { t, named } = useWords();
  const { cause, householdsLeft } = desk.draft.answers;
  const choices = (['objective', 'subjective'] as const).map((value) => ({
    value,
    label: named('cause', value),
    hint: t(`report.cause.${value}`),
  }));
  return (
    <>
      <Choices
        name="cause"
        legend={t('report.q.cause')}
        choices={choices}
        value={cause}
        onChoose={(value) => desk.answer({ cause: value })}
        mistakes={mistakes}
      />
      <Field
        name="householdsLeft"
        label={t('report.households')}
        hint={t('report.householdsHint')}
        optional
        mistakes={mistakes}
      >
        {(control) => (
          <input
            {...control}
            className={styles['number']}
            inputMode="numeric"
            autoComplete="off"
            value={householdsLeft ?? ''}
            onChange={(event) => {
              const digits = event.currentTarget.value.replaceAll(/\D/g, '').slice(0, 6);
              desk.answer({ householdsLeft: digits === '' ? undefined : Number(digits) });
            }}
          />
        )}
      </Field>
    </>
  );
}

/** What is asked for, whether the district can do it by itself, and by when. */
export function RequestStep({ desk, mistakes }: StepProps): ReactNode {
  const { t, named } = useWords();
  const { authorityLevel, request = '', requestBy = '' } = desk.draft.answers;
  const levels = AuthorityLevel.options.map((level) => ({ value: level, label: named('authority', level) }));
  return (
    <>
      <Solutions desk={desk} />
      <h2 className={styles['sub']}>{t('report.level')}</h2>
      <Choices
        name="authorityLevel"
        legend={t('report.level')}
        choices={levels}
        value={authorityLevel}
        onChoose={(level) => desk.answer({ authorityLevel: level })}
        mistakes={mistakes}
      />
      <Field name="request" label={t('report.request')} hint={t('report.requestHint')} mistakes={mistakes}>
        {(control) => (
          <textarea
            {...control}
            rows={3}
            maxLength={300}
            value={request}
            onChange={(event) => desk.answer({ request: event.currentTarget.value })}
          />
        )}
      </Field>
      <PersonalDataWarning text={request} />
      <Field name="requestBy" label={t('report.requestBy')} optional mistakes={mistakes}>
        {(control) => (
          <DateInput
            {...control}
            className={styles['number']}
            value={requestBy}
            onChange={(event) => {
              const day = LocalDate.safeParse(event.currentTarget.value);
              desk.answer({ requestBy: day.success ? day.data : undefined });
            }}
          />
        )}
      </Field>
    </>
  );
}

/** The rule of competence behind each thing that can be asked for: it prevents needless escalation. */
function Solutions({ desk }: { desk: StepProps['desk'] }): ReactNode {
  const { t, say } = useWords();
  const { projectId, category, solution } = desk.draft.answers;
  const known = projectId !== undefined && category !== undefined;
  const query = known ? { project: projectId, category } : undefined;
  const { data } = useAnswer(API.checkReport, query === undefined ? {} : { query }, {
    enabled: known,
    every: false,
  });
  if (data === undefined) return null;
  const choices = data.solutions.map((each) => ({
    value: each.solution,
    label: t(`report.solution.${each.solution}`),
    hint: (
      <>
        {each.within === null ? null : (
          <span className={styles['within']} data-within={each.within}>
            {t(each.within ? 'report.within' : 'report.beyond')}
          </span>
        )}{' '}
        {say(each.basis)}
        {each.provenance.kind === 'illustrative' ? ` (${t('report.usage')})` : ''}
      </>
    ),
  }));
  return (
    <>
      <h2 className={styles['sub']}>{t('report.solution')}</h2>
      <Choices
        name="solution"
        legend={t('report.solution')}
        choices={choices}
        value={solution}
        onChoose={(value) => {
          const level = data.solutions.find((each) => each.solution === value)?.level;
          desk.answer({
            solution: value,
            ...(level === null || level === undefined ? {} : { authorityLevel: level }),
          });
        }}
      />
    </>
  );
}
