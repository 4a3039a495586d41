/** Nobody is signed in: on one machine straight to the role picker, else one button. */
import { Button } from '@mantine/core';
import { IconLogin2 } from '@tabler/icons-react';
import { type ReactNode, useCallback, useEffect } from 'react';
import { useAuth } from 'react-oidc-context';
import { useOnline } from './line.ts';
import { LanguageSwitch } from './shell/language-switch.tsx';
import { Mark } from './shell/mark.tsx';
import { useSite } from './site.tsx';
import styles from './stranger.module.css';
import { useWords } from './words.ts';

/** After signing in the reader is back where he wanted to go. */
const here = (): string => (location.pathname === '/signed-in' ? '/' : location.pathname + location.search);

/** Between the provider and the app: nothing for a moment, then a word that it goes on. */
export function Opening(): ReactNode {
  const { t } = useWords();
  return (
    <main className={`${styles['page']} ${styles['opening']}`} role="status">
      <Mark size={40} />
      <p>{t('signIn.opening')}</p>
    </main>
  );
}

/** What the sign-in is for, or why there is none now. */
function Why({ online, failed }: { online: boolean; failed: boolean }): ReactNode {
  const { t } = useWords();
  if (!online) {
    return (
      <div role="status">
        <h1>{t('line.title')}</h1>
        <p>{t('line.signIn')}</p>
      </div>
    );
  }
  if (failed) {
    return (
      <div role="alert">
        <h1>{t('signIn.failed')}</h1>
        <p>{t('signIn.failedWhy')}</p>
      </div>
    );
  }
  return (
    <>
      <h1>{t('signIn.title')}</h1>
      <p>{t('signIn.intro')}</p>
    </>
  );
}

export function Stranger(): ReactNode {
  const { t } = useWords();
  const { local } = useSite();
  const auth = useAuth();
  const { error } = auth;
  const signIn = useCallback(() => {
    // In place of this page, so that "back" does not lead into the sign-in again.
    auth.signinRedirect({ state: here(), redirectMethod: 'replace' }).catch(() => undefined);
  }, [auth]);
  const online = useOnline();
  const straight = local && error === undefined && online;
  useEffect(() => {
    if (straight) signIn();
  }, [straight, signIn]);
  useEffect(() => {
    document.title = t('app.title', { title: t('signIn.title') });
  }, [t]);
  if (straight) return null;
  return (
    <main className={styles['page']}>
      <section className={styles['card']}>
        <div className={styles['top']}>
          <Mark size={40} />
          <LanguageSwitch />
        </div>
        <Why online={online} failed={error !== undefined} />
        {online ? (
          <Button size="lg" fullWidth leftSection={<IconLogin2 aria-hidden size={20} />} onClick={signIn}>
            {error === undefined ? t('signIn.button') : t('error.retry')}
          </Button>
        ) : null}
        <small>{t('signIn.note')}</small>
      </section>
      <p className={styles['help']}>{t('app.help')}</p>
    </main>
  );
}
