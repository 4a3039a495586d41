import type { ReactNode } from 'react';
import type { MoveId } from '#domain/ids.ts';
import { API } from '../../app/api.ts';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { FileButton } from '../../kit/file-button.tsx';
import styles from './publication.module.css';

const KINDS = ['to-trinh', 'phieu-trinh', 'phu-luc'] as const;
const FORMS = [
  { name: 'docx', form: '.docx' },
  { name: 'pdf', form: 'PDF' },
] as const;

/** The papers of a move, each for the signing system and to look at. Nothing for whoever may not have them. */
export function MovePapers({ moveId }: { moveId: MoveId }): ReactNode {
  const { t } = useWords();
  const { mayAsk } = useSession();
  if (!mayAsk(API.getMovePaper)) return null;
  return (
    <ul className={styles['papers']}>
      {KINDS.map((kind) => (
        <li key={kind}>
          <span aria-hidden>{t(`publication.${kind}`)}</span>
          <span className={styles['forms']}>
            {FORMS.map(({ name, form }) => (
              <FileButton
                key={name}
                ask={API.getMovePaper}
                input={{ params: { moveId, file: `${kind}.${name}` } }}
              >
                <span className="vh">{t(`publication.${kind}`)} </span>
                {form}
              </FileButton>
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
}
