import { Button } from '@mantine/core';
import { IconTableExport } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useCall } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { useProblemWords } from '../../app/problem.ts';
import { saveFile } from '../../app/save.ts';
import { useWords } from '../../app/words.ts';
import { type PageSearch, questionOf } from './search.ts';

/** Hands out what the screen shows, whole, as a spreadsheet made by the server. */
export function ExportButton({ search }: { search: PageSearch }): ReactNode {
  const { t, language } = useWords();
  const call = useCall();
  const sentence = useProblemWords();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const save = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      saveFile(await call(API.exportQueue, { query: { ...questionOf(search), locale: language } }));
    } catch (problem) {
      setError(problem instanceof Error ? problem : new Error(String(problem)));
    }
    setBusy(false);
  };
  return (
    <>
      <Button
        variant="default"
        loading={busy}
        leftSection={<IconTableExport aria-hidden size={18} stroke={1.8} />}
        onClick={() => {
          save().catch(() => undefined);
        }}
      >
        {t('queue.export')}
      </Button>
      {error === null ? null : (
        <p role="alert" className="kt-problem">
          {sentence(error)}
        </p>
      )}
    </>
  );
}
