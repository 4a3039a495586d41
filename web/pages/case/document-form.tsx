import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ChangeEvent, type ReactNode, useState } from 'react';
import type { CaseId } from '#domain/ids.ts';
import { useSend } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx';
import { DateInput } from '../../kit/date-input.tsx';
import { Field, type Mistake, useMistakes } from '../../kit/form.tsx';
import { sayDone } from '../../kit/toast.tsx';
import { readLocalDate } from './typed.ts';

const NAMES = ['number', 'issuedOn', 'issuer', 'title'] as const;
const EMPTY = { number: '', issuedOn: '', issuer: '', title: '' };
type Typed = typeof EMPTY;

const WORDS = {
  number: 'docs.number',
  issuedOn: 'docs.issuedOn',
  issuer: 'docs.issuer',
  title: 'docs.name',
} as const;

function Fields({
  typed,
  type,
  mistakes,
}: {
  typed: Typed;
  type: (typed: Typed) => void;
  mistakes: readonly Mistake[];
}): ReactNode {
  const { t } = useWords();
  return NAMES.map((name) => (
    <Field
      key={name}
      name={name}
      label={t(WORDS[name])}
      hint={name === 'number' ? t('docs.numberHint') : undefined}
      mistakes={mistakes}
    >
      {(control) => {
        const filled = {
          ...control,
          value: typed[name],
          required: true,
          onChange: (event: ChangeEvent<HTMLInputElement>) => type({ ...typed, [name]: event.target.value }),
        };
        return name === 'issuedOn' ? <DateInput {...filled} /> : <input {...filled} />;
      }}
    </Field>
  ));
}

/** "Ghi số, ngày văn bản": what was typed stays until it is taken. */
export function DocumentForm({ caseId }: { caseId: CaseId }): ReactNode {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState<Typed>(EMPTY);
  const record = useSend(API.recordCaseDocument);
  const mistakes = useMistakes(record.error, NAMES);
  const close = (): void => {
    setOpen(false);
    record.reset();
  };
  const send = (): void => {
    const body = { ...typed, issuedOn: readLocalDate(typed.issuedOn) };
    record.mutate(
      { params: { caseId }, body },
      {
        onSuccess: () => {
          sayDone(t('docs.done', { number: typed.number }));
          setTyped(EMPTY);
          close();
        },
      },
    );
  };
  return (
    <div className="noprint" style={{ marginTop: 12 }}>
      <Button variant="subtle" leftSection={<IconPlus aria-hidden size={18} />} onClick={() => setOpen(true)}>
        {t('docs.record')}
      </Button>
      {open ? (
        <ConfirmDialog
          title={t('docs.recordTitle')}
          consequence={t('docs.recordNote')}
          yes={t('docs.record')}
          onYes={send}
          onNo={close}
          busy={record.isPending}
          error={mistakes.every(({ name }) => name === '') ? record.error : null}
        >
          <Fields typed={typed} type={setTyped} mistakes={mistakes} />
        </ConfirmDialog>
      ) : null}
    </div>
  );
}
