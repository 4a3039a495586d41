import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import { ProjectId } from '#domain/ids.ts';
import { useWords } from '../../app/words.ts';
import { withCodes } from '../../kit/code.tsx';
import type { Mistake } from '../../kit/form.tsx';
import styles from './draft.module.css';
import { addField, amountField } from './draft-faults.ts';
import { type DraftLine, readAmount, type Side } from './draft-state.ts';

/** A project that a line can name: what it has to give (or can take), what of that nobody has promised yet. */
export type Choice = {
  readonly id: ProjectId;
  readonly name: string;
  readonly all: number;
  readonly left: number;
  readonly version: number;
};

type LineProps = {
  readonly side: Side;
  readonly index: number;
  readonly line: DraftLine;
  readonly choice: Choice | undefined;
  readonly mistakes: readonly Mistake[];
  readonly put: (text: string) => void;
  readonly remove: () => void;
};

/** One line: its project, its amount, what is left of it, and what the rules say to it. */
function LineRow({ side, index, line, choice, mistakes, put, remove }: LineProps): ReactNode {
  const { t, dong, count, exactDong } = useWords();
  const name = choice?.name ?? line.projectId;
  const field = amountField(side, index);
  const left = (choice?.left ?? 0) - readAmount(line.text);
  const wrong = mistakes.filter((mistake) => mistake.name.startsWith(`${side}.${index}.`));
  const words = { all: dong(choice?.all ?? 0), left: exactDong(Math.max(0, left)) };
  return (
    <li className={styles['line']}>
      <div className={styles['name']}>
        <label htmlFor={field}>
          {name}
          <span className="vh">: {t('draft.amountIn')}</span>
        </label>
        <button
          type="button"
          className={styles['remove']}
          onClick={remove}
          title={t('draft.remove', { project: name })}
        >
          <IconTrash aria-hidden size={18} stroke={1.9} />
          <span className="vh">{t('draft.remove', { project: name })}</span>
        </button>
      </div>
      <div className={styles['amount']}>
        <TextInput
          id={field}
          name={field}
          value={line.text}
          inputMode="numeric"
          autoComplete="off"
          aria-describedby={`${field}-left ${field}-error`}
          aria-invalid={wrong.length > 0}
          onChange={({ currentTarget: { value } }) => put(value)}
          onBlur={() => {
            const amount = readAmount(line.text);
            if (Number.isSafeInteger(amount) && amount > 0) put(count(amount));
          }}
        />
        <Button variant="default" onClick={() => put(count(choice?.left ?? 0))}>
          {t('draft.all')}
        </Button>
      </div>
      <p id={`${field}-left`} className={styles['left']} data-over={left < 0}>
        {t(side === 'donors' ? 'draft.leftDonor' : 'draft.leftRecipient', words)}
        {left < 0 ? `, ${t('draft.over', { over: exactDong(-left) })}` : ''}
      </p>
      <p id={`${field}-error`} className={styles['error']}>
        {wrong.map(({ message }) => (
          <span key={message}>{withCodes(message)} </span>
        ))}
      </p>
    </li>
  );
}

export type SideProps = {
  readonly side: Side;
  readonly lines: readonly DraftLine[];
  readonly choices: readonly Choice[];
  readonly mistakes: readonly Mistake[];
  readonly change: (lines: readonly DraftLine[]) => void;
};

/** One side of the draft: its lines, and a list of projects that can be added. */
export function DraftSide({ side, lines, choices, mistakes, change }: SideProps): ReactNode {
  const { t, dong, exactDong } = useWords();
  const id = useId();
  const free = choices.filter((choice) => !lines.some(({ projectId }) => projectId === choice.id));
  const nobody = mistakes.find(({ name }) => name === addField(side));
  const sum = lines.reduce((total, { text }) => total + readAmount(text), 0);
  return (
    <section className={styles['side']} aria-labelledby={id}>
      <h2 id={id}>{t(`draft.${side}`)}</h2>
      <ul>
        {lines.map((line, index) => (
          <LineRow
            key={line.projectId}
            side={side}
            index={index}
            line={line}
            choice={choices.find((choice) => choice.id === line.projectId)}
            mistakes={mistakes}
            put={(text) => change(lines.map((each) => (each === line ? { ...line, text } : each)))}
            remove={() => change(lines.filter((each) => each !== line))}
          />
        ))}
      </ul>
      <NativeSelect
        id={addField(side)}
        aria-invalid={nobody !== undefined}
        aria-describedby={`${addField(side)}-error`}
        label={t(`draft.add.${side}`)}
        value=""
        onChange={({ currentTarget: { value } }) => {
          const chosen = ProjectId.safeParse(value);
          if (chosen.success) change([...lines, { projectId: chosen.data, text: '' }]);
        }}
        data={[
          { value: '', label: t('draft.choose') },
          ...free.map((choice) => ({ value: choice.id, label: `${choice.name}: ${dong(choice.left)}` })),
        ]}
      />
      <p id={`${addField(side)}-error`} className={styles['error']}>
        {nobody?.message}
      </p>
      <p className={styles['sum']}>
        <span>{t(side === 'donors' ? 'draft.sumDonors' : 'draft.sumRecipients')}</span>
        <strong className="num">{exactDong(sum)}</strong>
      </p>
    </section>
  );
}
