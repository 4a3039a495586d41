import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../words.ts';

type SchemeSwitchProps = {
  readonly className?: string | undefined;
  /** In a list of choices its name stands beside the icon. */
  readonly named?: boolean;
};

/** Between light and dark. */
export function SchemeSwitch({ className, named = false }: SchemeSwitchProps): ReactNode {
  const { t } = useWords();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const next = scheme === 'dark' ? 'light' : 'dark';
  const Icon = scheme === 'dark' ? IconSun : IconMoon;
  const name = t(next === 'dark' ? 'app.dark' : 'app.light');
  return (
    <button
      type="button"
      className={className}
      onClick={() => setColorScheme(next)}
      aria-label={name}
      title={name}
    >
      <Icon aria-hidden size={20} stroke={1.9} />
      {named ? name : null}
    </button>
  );
}
