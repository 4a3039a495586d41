import type { ReactNode } from 'react';
import type { MoveId } from '#domain/ids.ts';
import { API } from '../../app/api.ts';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { FileButton } from '../../kit/file-button.tsx';
import styles from './publication.module.css';

const KINDS = ['to-trinh', 'phieu-trinh', 'phu-luc'] as const;

/** The papers of a move for the signing system, and how each looks. Nothing for whoever may not have them. */
export function MovePapers({ moveId }: { moveId: MoveId }): ReactNode {
  const { t } = useWords();
  const { mayAsk } = useSession();
  if (!mayAsk(API.getMovePaper)) return null;
  return (
    <div className={`${styles['buttons']} noprint`}>
      {KINDS.map((kind) => (
        <FileButton key={kind} ask={API.getMovePaper} input={{ params: { moveId, file: `${kind}.docx` } }}>
          {t(`publication.${kind}`)} (.docx)
        </FileButton>
      ))}
      {KINDS.map((kind) => (
        <FileButton key={kind} ask={API.getMovePaper} input={{ params: { moveId, file: `${kind}.pdf` } }}>
          {t(`publication.${kind}`)} (PDF)
        </FileButton>
      ))}
    </div>
  );
}
