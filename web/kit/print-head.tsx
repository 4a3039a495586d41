import { lazy, type ReactNode, Suspense } from 'react';
import type { Instant } from '#domain/time.ts';
import { useClock } from '../app/site.tsx';
import { useWords } from '../app/words.ts';
import styles from './print-head.module.css';

/** Drawn only where a paper leads back to its page; fetched before anybody prints, because printing waits for nothing. */
const QrCode = lazy(async () => import('./qr-code.tsx'));

/** What stands on top of a printed page. */
export type Paper = {
  /** The reference of what is printed; with it the paper carries a QR code of the page's address. */
  readonly code?: string;
  /** As of when its figures are. */
  readonly asOf?: Instant;
};

/** Head of every printed page: whose paper it is, as of when, printed when, and the way back to the screen. */
export function PrintHead({ code, asOf }: Paper): ReactNode {
  const { t, moment } = useWords();
  const { now } = useClock();
  const address = `${location.origin}${location.pathname}`;
  const parts = [
    t('app.name'),
    ...(code === undefined ? [] : [code]),
    ...(asOf === undefined ? [] : [t('app.asOf', { at: moment(asOf) })]),
    t('print.at', { at: moment(now) }),
  ];
  return (
    <div className={styles['head']} aria-hidden="true">
      <p>
        {parts.join(' · ')}
        {code === undefined ? null : <span>{address}</span>}
      </p>
      {code === undefined ? null : (
        <Suspense>
          <QrCode text={address} />
        </Suspense>
      )}
    </div>
  );
}
