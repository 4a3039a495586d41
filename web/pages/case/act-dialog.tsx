import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { CaseId, UnitCode } from '#domain/ids.ts';
import type { Localized } from '#domain/text.ts';
import { useCall } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { useProblemWords } from '../../app/problem.ts';
import { useWords } from '../../app/words.ts';
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx';
import { useMistakes } from '../../kit/form.tsx';
import { sayDone } from '../../kit/toast.tsx';
import { type Act, NOTHING_TYPED, previewOf, type Typed, useAct } from './act-commands.ts';
import styles from './act-dialog.module.css';
import { ActFields } from './act-fields.tsx';

const NAMES = ['reason', 'office', 'pauseReason', 'reviewOn', 'note', 'ground', 'confirm'] as const;

/** What follows, said by the server from the very change that the act would write. */
function Consequences({ act, caseId, typed }: { act: Act; caseId: CaseId; typed: Typed }): ReactNode {
  const { t, say } = useWords();
  const sentence = useProblemWords();
  const call = useCall();
  const body = previewOf(act, typed);
  const { data, error } = useQuery({
    queryKey: [API.previewCaseAct.operation, caseId, body],
    queryFn: async ({ signal }) =>
      body === null ? null : call(API.previewCaseAct, { params: { caseId }, body }, signal),
    enabled: body !== null,
    refetchInterval: false,
  });
  if (body === null) return <p>{t('acts.followsWait')}</p>;
  if (error !== null) return <p className="kt-problem">{sentence(error)}</p>;
  return (
    <div className={styles['follows']} aria-busy={data === undefined}>
      <p>{t('acts.follows')}</p>
      <ul>
        {(data?.consequences ?? []).map((each) => (
          <li key={each.vi}>{say(each)}</li>
        ))}
      </ul>
    </div>
  );
}

export type ActDialogProps = {
  readonly act: Act;
  readonly caseId: CaseId;
  /** Who is asked now, and who would be asked above. */
  readonly holder: Localized | null;
  readonly above: Localized | null;
  readonly unit?: UnitCode | undefined;
  readonly close: () => void;
};

/** Asks before an act, with all that follows from it, and does it. */
export function ActDialog({ act, caseId, holder, above, unit, close }: ActDialogProps): ReactNode {
  const { t, say } = useWords();
  const [typed, type] = useState(NOTHING_TYPED);
  const { send, busy, error } = useAct(act, caseId);
  const mistakes = useMistakes(error, NAMES);
  const holderName = holder === null ? t('case.someOffice') : say(holder);
  const office = act === 'escalate' && above !== null ? say(above) : holderName;
  const done = (): void => {
    sayDone(t(`acts.done.${act}`, { office: holderName }));
    close();
  };
  return (
    <ConfirmDialog
      title={t(`acts.${act}Title`, { office })}
      consequence={<Consequences act={act} caseId={caseId} typed={typed} />}
      yes={t(`acts.${act}`)}
      onYes={() => send(typed, done)}
      onNo={close}
      busy={busy}
      error={mistakes.every(({ name }) => name === '') ? error : null}
    >
      <ActFields act={act} caseId={caseId} unit={unit} typed={typed} type={type} mistakes={mistakes} />
    </ConfirmDialog>
  );
}
