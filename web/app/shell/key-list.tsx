import { Modal, Switch } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { keyMoves, useAllKeys } from '../keys.ts';
import { useWords } from '../words.ts';
import styles from './shell.module.css';

/** Every key that works now, and the switch that takes them away. */
export default function KeyList({ close }: { close: () => void }): ReactNode {
  const { t } = useWords();
  const keys = useAllKeys();
  const [on, setOn] = useState(keyMoves.on);
  return (
    <Modal opened onClose={close} title={t('keys.title')} closeButtonProps={{ 'aria-label': t('app.close') }}>
      <dl className={styles['keys']}>
        {keys.map(({ keys: stroke, word }) => (
          <div key={stroke}>
            <dt>
              {stroke.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{word}</dd>
          </div>
        ))}
      </dl>
      <Switch
        checked={on}
        label={t('keys.on')}
        onChange={({ currentTarget }) => {
          keyMoves.set(currentTarget.checked);
          setOn(currentTarget.checked);
        }}
      />
    </Modal>
  );
}
