import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Wishes } from '#domain/plan.ts';
import type { Localized } from '#domain/text.ts';
import { useAnswer } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { DateInput } from '../../kit/date-input.tsx';
import { ErrorSummary, Field, type Mistake } from '../../kit/form.tsx';
import type { Change } from './lines.tsx';
import styles from './planner.module.css';
import { freed, inTy, readWishes } from './search.ts';

const GROUPS = ['siteClearance', 'newStart', 'ongoing', 'procedural', 'metro'] as const;
const MOST_RECIPIENTS = 30;
/** What the rules draft unless somebody wishes more or less. */
const USUAL_RECIPIENTS = 12;
const DONORS_SHOWN = 30;
const TAKERS = 100;

/** What a field is called, so that what is wrong says where. */
const LABELS: Readonly<
  Record<string, 'planner.by' | 'planner.leastLine' | 'planner.capMost' | 'planner.capGroupMost'>
> = {
  by: 'planner.by',
  leastLine: 'planner.leastLine',
  capUnitMost: 'planner.capMost',
  capGroupMost: 'planner.capGroupMost',
};

/** Where the levers stand beside what they move; narrower, the long list is folded away. */
const BESIDE = '(min-width: 1024px)';

function Donors({ wishes }: { wishes: Wishes }): ReactNode {
  const { t, say, shortDong } = useWords();
  const [open] = useState(() => matchMedia(BESIDE).matches);
  const idle = useAnswer(API.listIdle, { query: { limit: DONORS_SHOWN } });
  const all = (idle.data?.items ?? []).filter(({ budgetSource }) => budgetSource === wishes.source);
  return (
    <details className={styles['givers']} open={open}>
      <summary>{t('planner.whoGives', { n: all.length })}</summary>
      <fieldset className={styles['choices']} aria-label={t('planner.whoGives', { n: all.length })}>
        {all.map(({ id, name, idle: amount }) => (
          <label key={id}>
            <input type="hidden" name="everyDonor" value={id} />
            <input
              type="checkbox"
              name="donor"
              value={id}
              defaultChecked={!wishes.exclude.includes(id) && (wishes.donors?.includes(id) ?? true)}
            />
            <span>
              {say(name)} <span className="kt-meta">{shortDong(amount)}</span>
            </span>
          </label>
        ))}
      </fieldset>
    </details>
  );
}

function Amount({ wishes }: { wishes: Wishes }): ReactNode {
  const { t } = useWords();
  return (
    <fieldset className={styles['choices']}>
      <legend>{t('planner.howMuch')}</legend>
      {(['upTo', 'all'] as const).map((amount) => (
        <label key={amount}>
          <input type="radio" name="amount" value={amount} defaultChecked={wishes.amount === amount} />
          <span>{t(`planner.amount.${amount}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

function MostRecipients({ wishes }: { wishes: Wishes }): ReactNode {
  const { t } = useWords();
  const [most, setMost] = useState(wishes.maxRecipients ?? USUAL_RECIPIENTS);
  return (
    <Field
      name="maxRecipients"
      label={t('planner.mostRecipients')}
      hint={t('planner.recipientsNow', { n: most })}
    >
      {(control) => (
        <input
          id={control.id}
          name={control.name}
          aria-describedby={control['aria-describedby']}
          type="range"
          min={1}
          max={MOST_RECIPIENTS}
          value={most}
          onChange={(event) => setMost(Number(event.currentTarget.value))}
        />
      )}
    </Field>
  );
}

function Caps({ mistakes }: { mistakes: readonly Mistake[] }): ReactNode {
  const { t, say, named } = useWords();
  const units = useAnswer(API.listUnits, {}, { every: false });
  return (
    <>
      <Field name="capUnit" label={t('planner.capUnit')} optional>
        {(control) => (
          <select {...control}>
            <option value="">{t('planner.noCap')}</option>
            {(units.data?.items ?? []).map(({ code, name }) => (
              <option key={code} value={code}>
                {say(name)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field name="capUnitMost" label={t('planner.capMost')} optional mistakes={mistakes}>
        {(control) => <input {...control} inputMode="decimal" />}
      </Field>
      <Field name="capGroup" label={t('planner.capGroup')} optional>
        {(control) => (
          <select {...control}>
            <option value="">{t('planner.noCap')}</option>
            {GROUPS.map((group) => (
              <option key={group} value={group}>
                {named('group', group)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field name="capGroupMost" label={t('planner.capGroupMost')} optional mistakes={mistakes}>
        {(control) => <input {...control} inputMode="decimal" />}
      </Field>
    </>
  );
}

/** Names for the codes that wishes hold: of whoever gives, of whoever can take, of units. */
function useNames() {
  const { say } = useWords();
  const idle = useAnswer(API.listIdle, { query: { limit: DONORS_SHOWN } });
  const absorbing = useAnswer(API.listAbsorbing, { query: { limit: TAKERS } });
  const units = useAnswer(API.listUnits, {}, { every: false });
  const projects = [...(idle.data?.items ?? []), ...(absorbing.data?.items ?? [])];
  const nameIn = (list: readonly { readonly key: string; readonly name: Localized }[]) => (code: string) => {
    const found = list.find(({ key }) => key === code);
    return found === undefined ? code : say(found.name);
  };
  return {
    projectName: nameIn(projects.map(({ id, name }) => ({ key: id, name }))),
    unitName: nameIn((units.data?.items ?? []).map(({ code, name }) => ({ key: code, name }))),
  };
}

/** What is locked or capped already, each with a way to let go of it. */
function Locked({ wishes, onChange }: { wishes: Wishes; onChange: Change }): ReactNode {
  const { t, dong, named } = useWords();
  const { projectName, unitName } = useNames();
  const fixed = [...wishes.fixedDonors, ...wishes.fixedRecipients];
  const chips = [
    ...wishes.exclude.map((id) => ({
      text: t('planner.isOut', { project: projectName(id) }),
      without: freed(wishes, id),
    })),
    ...fixed.map(({ projectId, amount }) => ({
      text: t('planner.isHeld', { project: projectName(projectId), amount: dong(amount) }),
      without: freed(wishes, projectId),
    })),
    ...wishes.unitCaps.map(({ unit, most }) => ({
      text: t('planner.isCapped', { name: unitName(unit), amount: dong(most) }),
      without: { ...wishes, unitCaps: wishes.unitCaps.filter((cap) => cap.unit !== unit) },
    })),
    ...wishes.groupCaps.map(({ group, most }) => ({
      text: t('planner.isCapped', { name: named('group', group), amount: dong(most) }),
      without: { ...wishes, groupCaps: wishes.groupCaps.filter((cap) => cap.group !== group) },
    })),
  ];
  if (chips.length === 0) return null;
  return (
    <div>
      <h3>{t('planner.locked')}</h3>
      <ul className={styles['chips']}>
        {chips.map(({ text, without }) => (
          <li key={text}>
            <span>{text}</span>
            <button
              type="button"
              onClick={() => onChange(without)}
              aria-label={t('planner.of', { act: t('planner.drop'), project: text })}
            >
              {t('planner.drop')}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Reads the levers and hands on what is wished, or says field by field what is not right. */
function useSubmit(wishes: Wishes, onChange: Change) {
  const { t } = useWords();
  const [found, setFound] = useState<{ readonly in: Wishes; readonly mistakes: readonly Mistake[] }>();
  const wrong = (name: string): string => {
    const label = LABELS[name];
    if (label === undefined) return t('planner.wrong');
    return t(name === 'by' ? 'planner.wrongDay' : 'planner.wrongAmount', { field: t(label) });
  };
  const submit = (form: FormData): void => {
    const read = readWishes(form, wishes);
    const mistakes = read.ok ? [] : read.wrong.map((name) => ({ name, message: wrong(name) }));
    setFound({ in: wishes, mistakes });
    if (read.ok) onChange(read.wishes);
  };
  // Another plan by other means, and what was typed is gone with its mistakes.
  return { submit, mistakes: found?.in === wishes ? found.mistakes : [] };
}

/** The levers: what whoever tries wishes of the plan. Nothing is computed before the button is pressed. */
export function Levers({ wishes, onChange }: { wishes: Wishes; onChange: Change }): ReactNode {
  const { t } = useWords();
  const { submit, mistakes } = useSubmit(wishes, onChange);
  return (
    <section className={`${styles['levers']} noprint`} aria-label={t('planner.levers')}>
      <h2>{t('planner.levers')}</h2>
      <ErrorSummary mistakes={mistakes} />
      <form
        key={JSON.stringify(wishes)}
        noValidate
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          submit(new FormData(event.currentTarget));
        }}
      >
        <Amount wishes={wishes} />
        <Donors wishes={wishes} />
        <Field name="by" label={t('planner.by')} hint={t('planner.byHint')} optional mistakes={mistakes}>
          {(control) => <DateInput {...control} defaultValue={wishes.by ?? ''} />}
        </Field>
        <MostRecipients wishes={wishes} />
        <Field name="leastLine" label={t('planner.leastLine')} optional mistakes={mistakes}>
          {(control) => <input {...control} inputMode="decimal" defaultValue={inTy(wishes.leastLine)} />}
        </Field>
        <details className={styles['more']}>
          <summary>{t('planner.caps')}</summary>
          <Caps mistakes={mistakes} />
        </details>
        <Button type="submit" fullWidth>
          {t('planner.compute')}
        </Button>
      </form>
      <Locked wishes={wishes} onChange={onChange} />
    </section>
  );
}
