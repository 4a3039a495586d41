import { IconSearch } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactNode, useId, useMemo, useRef, useState } from 'react';
import { useAnswer } from '../answers.ts';
import { API } from '../api.ts';
import { useKeys } from '../keys.ts';
import { useWords } from '../words.ts';
import styles from './search.module.css';

/** A question of one letter would find everything. */
const SHORTEST = 2;

/** A case or a post: what it is called, what is known of it, and where it leads. */
type Found = { readonly key: string; readonly name: string; readonly note: string; readonly to: string };

function useFound(text: string): readonly Found[] | undefined {
  const { t, say, named } = useWords();
  const q = text.trim();
  const enabled = q.length >= SHORTEST;
  const { data } = useAnswer(API.search, { query: { q } }, { enabled, every: false });
  if (!enabled || data === undefined) return undefined;
  return [
    ...data.items.map(({ caseId, projectName, status }) => ({
      key: caseId,
      name: say(projectName),
      note: `${caseId} · ${named('caseStatus', status)}`,
      to: `/cases/${caseId}`,
    })),
    ...data.posts.map(({ officeId, name, cases }) => ({
      key: officeId,
      name: say(name),
      note: t('search.post', { n: cases }),
      to: `/queue?office=${encodeURIComponent(officeId)}`,
    })),
  ];
}

type ListProps = {
  readonly id: string;
  readonly items: readonly Found[];
  readonly chosen: number;
  readonly open: (item: Found) => void;
};

function FoundList({ id, items, chosen, open }: ListProps): ReactNode {
  const { t } = useWords();
  return (
    <div className={styles['found']}>
      <p role="status">{items.length === 0 ? t('search.none') : t('search.found', { n: items.length })}</p>
      <div id={id} role="listbox" aria-label={t('search.label')}>
        {items.map((item, index) => (
          <div
            key={item.key}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            onPointerDown={(event) => {
              event.preventDefault();
              open(item);
            }}
          >
            {item.name}
            <small>{item.note}</small>
          </div>
        ))}
      </div>
    </div>
  );
}

/** Finds a case by its code or by words of its project, and what waits for a post by its name; `/` leads here. */
export function Search(): ReactNode {
  const { t } = useWords();
  const { history } = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const [text, setText] = useState('');
  const [shown, setShown] = useState(false);
  const [chosen, setChosen] = useState(0);
  const items = useFound(text);
  const label = t('search.label');
  useKeys(useMemo(() => ({ '/': { word: label, act: () => input.current?.focus() } }), [label]));
  const open = (item: Found | undefined): void => {
    if (item === undefined) return;
    setShown(false);
    setText('');
    input.current?.blur();
    history.push(item.to);
  };
  const steps: Readonly<Record<string, () => void>> = {
    ArrowDown: () => setChosen(Math.min(chosen + 1, (items?.length ?? 1) - 1)),
    ArrowUp: () => setChosen(Math.max(chosen - 1, 0)),
    Enter: () => open(items?.[chosen]),
    Escape: () => setShown(false),
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    step();
  };
  const listed = shown && items !== undefined;
  return (
    <search className={styles['search']}>
      <IconSearch aria-hidden size={18} stroke={1.9} />
      <input
        ref={input}
        type="text"
        role="combobox"
        autoComplete="off"
        aria-label={label}
        aria-expanded={listed}
        aria-controls={`${id}-list`}
        aria-activedescendant={listed && items.length > 0 ? `${id}-list-${chosen}` : undefined}
        placeholder={label}
        value={text}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
          setChosen(0);
          setShown(true);
        }}
        onFocus={() => setShown(true)}
        onBlur={() => setShown(false)}
        onKeyDown={onKeyDown}
      />
      <kbd>/</kbd>
      {listed ? <FoundList id={`${id}-list`} items={items} chosen={chosen} open={open} /> : null}
    </search>
  );
}
