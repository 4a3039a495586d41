import { Menu } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { instantOf } from '#domain/time.ts';
import type { LocalClock } from '../site.tsx';
import { useWords } from '../words.ts';
import styles from './shell.module.css';

const STEPS = [
  { duration: 'PT1H', word: 'clock.hour' },
  { duration: 'P1D', word: 'clock.day' },
  { duration: 'P3D', word: 'clock.days' },
  { duration: 'P7D', word: 'clock.week' },
] as const;

/** On one machine the clock can be moved on: deadlines pass, mail goes out, as they would. */
export default function ClockMenu({
  clock,
  children,
}: {
  clock: LocalClock;
  children: ReactNode;
}): ReactNode {
  const { t, moment } = useWords();
  const [moving, setMoving] = useState(false);
  const { nextEventAt, advance } = clock;
  const move = (duration: string): void => {
    setMoving(true);
    advance(duration)
      .catch(() => undefined)
      .finally(() => setMoving(false));
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={styles['clock']} aria-busy={moving} title={t('clock.title')}>
          {children}
          <span className="vh">, {t('clock.title')}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{moving ? t('clock.moving') : t('clock.title')}</Menu.Label>
        {STEPS.map(({ duration, word }) => (
          <Menu.Item key={duration} disabled={moving} onClick={() => move(duration)}>
            {t(word)}
          </Menu.Item>
        ))}
        {nextEventAt === undefined ? null : (
          <Menu.Label>{t('clock.next', { at: moment(instantOf(Date.parse(nextEventAt))) })}</Menu.Label>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
