import { Button } from '@mantine/core';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import type * as z from 'zod';
import type { OfficeMember } from '#domain/office.ts';
import type { OfficeCommand } from '#domain/office-change.ts';
import type { LocalDate } from '#domain/time.ts';
import type { OfficeChangePreview } from '#functions/api/views-directory.ts';
import { useSend } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { Card } from '../../kit/card.tsx';
import { DateInput } from '../../kit/date-input.tsx';
import { ErrorSummary, Field, type Mistake, useMistakes, useStillEmpty } from '../../kit/form.tsx';
import { sayDone } from '../../kit/toast.tsx';
import styles from './directory.module.css';

/** The act that was chosen, with what is known of it from where it was chosen. */
export type Wanted = {
  readonly type: OfficeCommand['type'];
  readonly email?: string;
  readonly from?: string;
  readonly to?: string;
};
type Typed = Readonly<Record<string, string>>;
type Preview = z.infer<typeof OfficeChangePreview>;

type FieldSpec = {
  readonly name: string;
  readonly kind: 'text' | 'email' | 'date' | 'standing';
  readonly optional?: true;
};

/** What is asked for each act; the reason is asked for every one. */
const FIELDS: Readonly<Record<OfficeCommand['type'], readonly FieldSpec[]>> = {
  appoint: [
    { name: 'standing', kind: 'standing' },
    { name: 'name', kind: 'text' },
    { name: 'post', kind: 'text' },
    { name: 'email', kind: 'email' },
    { name: 'from', kind: 'date' },
    { name: 'to', kind: 'date', optional: true },
  ],
  endMembership: [{ name: 'to', kind: 'date' }],
  recordAbsence: [
    { name: 'from', kind: 'date' },
    { name: 'to', kind: 'date' },
  ],
  cancelAbsence: [],
  correctAddress: [{ name: 'newEmail', kind: 'email' }],
};

/** The command as the API takes it: an empty optional field is left out, a post is the same in both languages. */
function readCommand(wanted: Wanted, typed: Typed): OfficeCommand {
  const { post = '', reason: _reason, ...rest } = typed;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== ''));
  const person = wanted.type === 'appoint' ? { post: { vi: post, en: post } } : {};
  return { ...wanted, ...given, ...person } as OfficeCommand;
}

function Consequence({ preview }: { preview: Preview }): ReactNode {
  const { t, say, day } = useWords();
  const { before, after, on, openAsks, mailedNow } = preview;
  const same = before.email === after.email;
  return (
    <div className={styles['preview']} role="status">
      <h3>{t('change.from', { day: day(on) })}</h3>
      <ul>
        <li>
          {same
            ? t('change.sameMail', { post: say(after.post) })
            : t('change.otherMail', { before: say(before.post), after: say(after.post) })}{' '}
          <span className={styles['email']}>{after.email}</span>
        </li>
        {openAsks === 0 ? null : (
          <li>
            {mailedNow > 0 ? t('change.mailedNow', { n: mailedNow }) : t('change.laterMail', { n: openAsks })}
          </li>
        )}
        <li>{t('change.linksStay')}</li>
      </ul>
    </div>
  );
}

type InputProps = {
  readonly spec: FieldSpec;
  readonly value: string;
  readonly type: (name: string, value: string) => void;
  readonly mistakes: readonly Mistake[];
};

function Input({ spec, value, type, mistakes }: InputProps): ReactNode {
  const { t, named } = useWords();
  const { name, kind, optional = false } = spec;
  return (
    <Field name={name} label={named('change.field', name)} optional={optional} mistakes={mistakes}>
      {(control) =>
        kind === 'standing' ? (
          <select
            {...control}
            value={value}
            onChange={({ currentTarget }) => type(name, currentTarget.value)}
          >
            <option value="holder">{t('office.holder')}</option>
            <option value="deputy">{t('office.deputy')}</option>
          </select>
        ) : kind === 'date' ? (
          <DateInput
            {...control}
            value={value}
            onChange={({ currentTarget }) => type(name, currentTarget.value)}
          />
        ) : (
          <input
            {...control}
            type={kind}
            value={value}
            autoComplete="off"
            onChange={({ currentTarget }) => type(name, currentTarget.value)}
          />
        )
      }
    </Field>
  );
}

export type ChangeFormProps = {
  readonly wanted: Wanted;
  readonly officeId: string;
  readonly today: LocalDate;
  /** Whom it is about; nobody yet where somebody is appointed. */
  readonly member: Pick<OfficeMember, 'post' | 'email'> | undefined;
  readonly leave: () => void;
};

const REASON: FieldSpec = { name: 'reason', kind: 'text' };

/** The form opens above the button that asked for it, on a phone out of sight: it takes the focus, and gives it back. */
function useFocusWhileOpen(form: RefObject<HTMLFormElement | null>): void {
  useEffect(() => {
    const opener = document.activeElement;
    form.current?.querySelector<HTMLElement>('input, select')?.focus();
    return () => {
      const taken = document.activeElement !== document.body;
      if (!taken && opener instanceof HTMLElement) opener.focus();
    };
  }, [form]);
}

function useChange({ wanted, officeId, today, leave }: ChangeFormProps) {
  const { t, named } = useWords();
  const stillEmpty = useStillEmpty();
  const [tried, setTried] = useState(false);
  const look = useSend(API.previewOfficeChange);
  const record = useSend(API.changeOffice);
  const [typed, setTyped] = useState<Typed>({
    reason: '',
    ...(wanted.type === 'endMembership' ? { to: today } : {}),
    ...(wanted.type === 'appoint' || wanted.type === 'recordAbsence' ? { from: today } : {}),
    ...(wanted.type === 'appoint' ? { standing: 'holder' } : {}),
  });
  const [preview, setPreview] = useState<Preview>();
  const params = { officeId };
  const asked = [...FIELDS[wanted.type], REASON].filter(({ optional }) => optional !== true);
  const empty = stillEmpty(
    asked.map(({ name }) => ({ name, label: named('change.field', name), value: typed[name] ?? '' })),
  );
  const send = (): void => {
    setTried(true);
    if (empty.length > 0) return;
    const command = readCommand(wanted, typed);
    if (preview === undefined) {
      look.mutate({ params, body: { command } }, { onSuccess: setPreview });
      return;
    }
    const body = { command, reason: typed['reason'] ?? '', version: preview.version };
    record.mutate(
      { params, body },
      {
        onSuccess: () => {
          sayDone(t('change.recorded'));
          leave();
        },
      },
    );
  };
  const type = (name: string, value: string): void => {
    setTyped({ ...typed, [name]: value });
    // The reason changes nothing about what would follow.
    if (name !== 'reason') setPreview(undefined);
  };
  const error = preview === undefined ? look.error : record.error;
  const missing = tried ? empty : [];
  return { typed, type, preview, send, error, missing, busy: look.isPending || record.isPending };
}

/** One change of an office: what is needed, then what it would do, then recording it with its reason. */
export function ChangeForm(props: ChangeFormProps): ReactNode {
  const { wanted, member, leave } = props;
  const { t, say, named } = useWords();
  const form = useRef<HTMLFormElement>(null);
  useFocusWhileOpen(form);
  const { typed, type, preview, send, error, missing, busy } = useChange(props);
  const specs = FIELDS[wanted.type];
  const refused = useMistakes(error, [...specs.map(({ name }) => name), 'reason']);
  const mistakes = missing.length > 0 ? missing : refused;
  return (
    <Card title={named('change.title', wanted.type)}>
      <form
        ref={form}
        className={styles['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        {member === undefined ? null : (
          <p className={styles['stack']}>
            <strong>{say(member.post)}</strong>
            <span className={styles['email']}>{member.email}</span>
          </p>
        )}
        <ErrorSummary mistakes={mistakes} />
        <div className={styles['fields']}>
          {specs.map((spec) => (
            <Input
              key={spec.name}
              spec={spec}
              value={typed[spec.name] ?? ''}
              type={type}
              mistakes={mistakes}
            />
          ))}
        </div>
        <Input spec={REASON} value={typed['reason'] ?? ''} type={type} mistakes={mistakes} />
        {preview === undefined ? null : <Consequence preview={preview} />}
        <div className={styles['acts']}>
          <Button type="submit" loading={busy}>
            {preview === undefined ? t('change.preview') : t('change.record')}
          </Button>
          <Button type="button" variant="default" onClick={leave}>
            {t('act.cancel')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
