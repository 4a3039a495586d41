import { type ReactNode, useEffect } from 'react';
import { useWords } from '../app/words.ts';
import { withCodes } from './code.tsx';
import styles from './page.module.css';
import { type Paper, PrintHead } from './print-head.tsx';

export type PageProps = {
  /** A finding, wherever there is one: "45 hồ sơ đang mở, 6 hồ sơ đã quá hạn". */
  readonly title: string;
  /** The title as it stands on the page, where parts of it lead somewhere. */
  readonly heading?: ReactNode;
  /** Above the title: a code, a way back. */
  readonly above?: ReactNode;
  readonly intro?: ReactNode;
  /** One primary button and at most one more; the rest under "Việc khác". */
  readonly actions?: ReactNode;
  /** A form with mistakes: the title of the window says so first. */
  readonly mistaken?: boolean;
  /** What its printed head says beside the time of printing. */
  readonly paper?: Paper;
  readonly children?: ReactNode;
};

/** The head of a page and what follows, with the usual gaps. */
export function Page({
  title,
  heading,
  above,
  intro,
  actions,
  mistaken = false,
  paper,
  children,
}: PageProps): ReactNode {
  const { t } = useWords();
  useEffect(() => {
    const whole = t('app.title', { title });
    document.title = mistaken ? t('form.errorTitle', { title: whole }) : whole;
  }, [t, title, mistaken]);
  return (
    <div className={styles['page']}>
      <PrintHead {...paper} />
      <div className={styles['head']}>
        <div>
          {above}
          <h1>{heading ?? withCodes(title)}</h1>
          {intro === undefined || intro === '' ? null : <p className={styles['intro']}>{withCodes(intro)}</p>}
        </div>
        {actions === undefined ? null : <div className={`${styles['actions']} noprint`}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}
