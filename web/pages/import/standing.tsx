import type { ImportView } from '#functions/api/contract-imports.ts';
import { useWords } from '../../app/words.ts';

/** All rows of an import, whatever they would do. */
export function rowsIn({ preview }: Pick<ImportView, 'preview'>): number {
  if (preview === null) return 0;
  const { new: fresh, changed, unchanged, error } = preview.counts;
  return fresh + changed + unchanged + error;
}

/** Rows that confirming would write. */
export function rowsToWrite({ preview }: Pick<ImportView, 'preview'>): number {
  return preview === null ? 0 : preview.counts.new + preview.counts.changed;
}

/** How far an import has come; each state has one page and one next step. */
export type Stage = 'unread' | 'preview' | 'writing' | 'written' | 'undoing' | 'undone';

export function stageOf(one: ImportView): Stage {
  const all = rowsIn(one);
  if (one.preview === null) return 'unread';
  if (one.confirmedAt === null) return 'preview';
  if (one.undoneRows !== null) return one.undoneRows < all ? 'undoing' : 'undone';
  return (one.confirmedRows ?? 0) < all ? 'writing' : 'written';
}

type Standing = {
  /** A finding: "Đã nhập 12 dòng, 2 dòng có lỗi bỏ lại". */
  readonly standingOf: (one: ImportView) => string;
};

type Part = 'new' | 'changed' | 'error' | 'written' | 'same' | 'left' | 'undone' | 'kept';

/** Says in one sentence how an import stands. */
export function useStanding(): Standing {
  const { t } = useWords();
  /** The first part always, the others where there is something to count. */
  const counted = (parts: readonly (readonly [Part, number])[]): string =>
    parts
      .filter(([, n], index) => n > 0 || (index === 0 && parts.every(([, other]) => other === 0)))
      .map(([part, n]) => t(`import.part.${part}`, { n }))
      .join(', ');
  const standingOf = (one: ImportView): string => {
    const all = rowsIn(one);
    const { preview, results } = one;
    if (preview === null) return t('import.standing.unread');
    const { counts } = preview;
    const { written = 0, same = 0, refused = 0, undone = 0, kept = 0 } = results ?? {};
    switch (stageOf(one)) {
      case 'writing':
        return t('import.standing.writing', { done: one.confirmedRows ?? 0, all });
      case 'undoing':
        return t('import.standing.undoing', { done: one.undoneRows ?? 0, all });
      case 'undone':
        return counted([
          ['undone', undone],
          ['kept', kept],
        ]);
      case 'written':
        return counted([
          ['written', written],
          ['same', same],
          ['left', refused + counts.error],
        ]);
      case 'unread':
      case 'preview':
        if (rowsToWrite(one) === 0 && counts.error === 0) return t('import.standing.nothing');
        return t('import.standing.preview', {
          parts: counted([
            ['new', counts.new],
            ['changed', counts.changed],
            ['error', counts.error],
          ]),
        });
    }
  };
  return { standingOf };
}
