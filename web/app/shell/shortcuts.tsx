/** The keys that work everywhere; their list opens with `?`. */
import { useNavigate } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import { type KeyMap, useKeys } from '../keys.ts';
import { useWords } from '../words.ts';
import { useNavigation } from './navigation-entries.ts';

const KeyList = lazy(async () => import('./key-list.tsx'));

function useGoKeys(): KeyMap {
  const { t } = useWords();
  const navigate = useNavigate();
  const entries = useNavigation();
  return useMemo(() => {
    const rows = entries.flatMap(({ key, to, word }) => {
      const act = (): void => {
        navigate({ to }).catch(() => undefined);
      };
      return key === undefined ? [] : [[`g ${key}`, { word: t(word), act }] as const];
    });
    return Object.fromEntries(rows);
  }, [entries, navigate, t]);
}

export function Shortcuts(): ReactNode {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const going = useGoKeys();
  const all = useMemo(
    () => ({ '?': { word: t('keys.list'), act: () => setOpen(true) }, ...going }),
    [going, t],
  );
  useKeys(all);
  if (!open) return null;
  return (
    <Suspense>
      <KeyList close={() => setOpen(false)} />
    </Suspense>
  );
}
