import type { ReactNode } from 'react';
import type { MachineView } from '#functions/api/contract-workflow.ts';
import { useWords } from '../../app/words.ts';
import styles from './machine.module.css';
import type { Passage } from './machine-way.ts';

/** Where the drawing does not fit, its words stand open. */
const NARROW = matchMedia('(max-width: 639.98px)');

/** The diagram in words: every state, what it does, what may follow, whether and when it was passed. */
export function MachineList({
  machine,
  passages,
}: {
  machine: MachineView;
  passages: ReadonlyMap<string, Passage>;
}): ReactNode {
  const { t, say, moment } = useWords();
  const titleOf = (name: string): string => {
    const state = machine.states.find((each) => each.name === name);
    return state === undefined ? name : say(state.title);
  };
  return (
    <details className={`${styles['list']} kt-opens noprint`} open={NARROW.matches}>
      <summary>{t('machine.asList')}</summary>
      <ol>
        {machine.states.map(({ name, title, note }) => {
          const passage = passages.get(name);
          const then = machine.arrows
            .filter(({ from }) => from === name)
            .map(({ to, label }) => (label === null ? titleOf(to) : `${titleOf(to)} (${say(label)})`));
          return (
            <li key={name}>
              <b>{say(title)}</b>
              <p>{say(note)}.</p>
              {then.length === 0 ? null : <p>{t('machine.then', { list: then.join('; ') })}</p>}
              <p className="kt-meta">
                {passage === undefined
                  ? t('machine.notPassed')
                  : `${t(passage.here ? 'machine.here' : 'machine.passed')}, ${t('machine.at', { at: moment(passage.lastAt) })}`}
              </p>
            </li>
          );
        })}
      </ol>
    </details>
  );
}
