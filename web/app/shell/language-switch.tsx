import type { ReactNode } from 'react';
import type { Locale } from '#domain/text.ts';
import { speak, useWords } from '../words.ts';
import styles from './shell.module.css';

const LANGUAGES = [
  { code: 'vi', name: 'Tiếng Việt' },
  { code: 'en', name: 'English' },
] as const satisfies readonly { code: Locale; name: string }[];

export function LanguageSwitch(): ReactNode {
  const { t, language } = useWords();
  return (
    <fieldset className={styles['languages']} aria-label={t('app.language')}>
      {LANGUAGES.map(({ code, name }) => (
        <button
          key={code}
          type="button"
          lang={code}
          aria-pressed={language === code}
          aria-label={`${code.toUpperCase()}, ${name}`}
          onClick={() => {
            speak(code).catch(() => undefined);
          }}
        >
          {code.toUpperCase()}
        </button>
      ))}
    </fieldset>
  );
}
