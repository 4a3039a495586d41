import type { ReactNode } from 'react';
import type { CaseId, UnitCode } from '#domain/ids.ts';
import { useAnswer } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { DateInput } from '../../kit/date-input.tsx';
import { Field, type Mistake } from '../../kit/form.tsx';
import { type Act, GROUNDS, PAUSE_REASONS, type Typed } from './act-commands.ts';

export type ActFieldsProps = {
  readonly act: Act;
  readonly caseId: CaseId;
  readonly unit: UnitCode | undefined;
  readonly typed: Typed;
  readonly type: (typed: Typed) => void;
  readonly mistakes: readonly Mistake[];
};

/** Offices that could take the case: the city's departments and those of its first unit. */
function OfficeField({ unit, typed, type, mistakes }: ActFieldsProps): ReactNode {
  const { t, say } = useWords();
  const departments = useAnswer(API.listOffices, { query: { kind: 'department', limit: 100 } });
  const ofUnit = useAnswer(API.listOffices, { query: { unit, limit: 100 } }, { enabled: unit !== undefined });
  const offices = [...(ofUnit.data?.items ?? []), ...(departments.data?.items ?? [])];
  return (
    <Field name="office" label={t('acts.office')} hint={t('acts.officeHint')} mistakes={mistakes}>
      {(control) => (
        <select
          {...control}
          value={typed.office}
          required
          onChange={(event) => type({ ...typed, office: event.target.value })}
        >
          <option value="">{t('acts.officeChoose')}</option>
          {offices.map(({ id, name }) => (
            <option key={id} value={id}>
              {say(name)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function ReasonField({ act, typed, type, mistakes }: ActFieldsProps): ReactNode {
  const { t } = useWords();
  const hint = act === 'escalate' ? t('acts.reasonHint') : undefined;
  return (
    <Field name="reason" label={t('acts.reason')} hint={hint} mistakes={mistakes}>
      {(control) => (
        <textarea
          {...control}
          rows={3}
          required
          maxLength={500}
          value={typed.reason}
          onChange={(event) => type({ ...typed, reason: event.target.value })}
        />
      )}
    </Field>
  );
}

function PauseFields({ typed, type, mistakes }: ActFieldsProps): ReactNode {
  const { t, named } = useWords();
  return (
    <>
      <Field name="pauseReason" label={t('acts.pauseReason')} mistakes={mistakes}>
        {(control) => (
          <select
            {...control}
            value={typed.pauseReason}
            onChange={(event) => {
              const chosen = PAUSE_REASONS.find((each) => each === event.target.value);
              if (chosen !== undefined) type({ ...typed, pauseReason: chosen });
            }}
          >
            {PAUSE_REASONS.map((each) => (
              <option key={each} value={each}>
                {named('pauseReason', each)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field name="reviewOn" label={t('acts.reviewOn')} mistakes={mistakes}>
        {(control) => (
          <DateInput
            {...control}
            required
            value={typed.reviewOn}
            onChange={(event) => type({ ...typed, reviewOn: event.target.value })}
          />
        )}
      </Field>
      <Field name="note" label={t('acts.note')} optional mistakes={mistakes}>
        {(control) => (
          <input
            {...control}
            maxLength={500}
            value={typed.note}
            onChange={(event) => type({ ...typed, note: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}

function CloseFields(props: ActFieldsProps): ReactNode {
  const { caseId, typed, type, mistakes } = props;
  const { t, named } = useWords();
  return (
    <>
      <Field name="ground" label={t('acts.ground')} mistakes={mistakes}>
        {(control) => (
          <select
            {...control}
            value={typed.ground}
            onChange={(event) => {
              const chosen = GROUNDS.find((each) => each === event.target.value);
              if (chosen !== undefined) type({ ...typed, ground: chosen });
            }}
          >
            {GROUNDS.map((each) => (
              <option key={each} value={each}>
                {named('outOfScopeReason', each)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <ReasonField {...props} />
      <Field name="confirm" label={t('acts.confirm', { case: caseId })} mistakes={mistakes}>
        {(control) => (
          <input
            {...control}
            required
            autoComplete="off"
            value={typed.confirm}
            onChange={(event) => type({ ...typed, confirm: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}

/** What an act wants to know. */
export function ActFields(props: ActFieldsProps): ReactNode {
  switch (props.act) {
    case 'escalate':
      return <ReasonField {...props} />;
    case 'reassign':
      return <OfficeField {...props} />;
    case 'pause':
      return <PauseFields {...props} />;
    case 'close':
      return <CloseFields {...props} />;
    case 'urge':
    case 'resume':
      return null;
  }
}
