import { Button } from '@mantine/core';
import { IconFileSpreadsheet, IconUpload } from '@tabler/icons-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import type { ImportKind } from '#domain/import.ts';
import { useProblemWords } from '../../app/problem.ts';
import { useWords } from '../../app/words.ts';
import styles from './import.module.css';
import { type Upload, useUpload } from './use-upload.ts';

/** What is wrong with the file, and what helps; the file that was chosen stays named. */
function Trouble({ upload }: { upload: Upload }): ReactNode {
  const { t } = useWords();
  const sentence = useProblemWords();
  const { file, unfit, error, again } = upload;
  if (file === null || (unfit === null && error === null)) return null;
  return (
    <div role="alert" className={styles['trouble']}>
      <p>
        <b>{unfit === 'many' ? t('import.unfit.many') : t('import.notTaken', { name: file.name })}</b>
      </p>
      {unfit === null || unfit === 'many' ? null : <p>{t(`import.unfit.${unfit}`)}</p>}
      {error === null ? null : (
        <>
          <p>{sentence(error)}</p>
          <Button variant="default" onClick={again}>
            {t('error.retry')}
          </Button>
        </>
      )}
    </div>
  );
}

/** A workbook by choosing or by dragging it here. */
export function ChooseFile({ kind }: { kind: ImportKind }): ReactNode {
  const { t } = useWords();
  const upload = useUpload(kind);
  const chooser = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    upload.choose([...event.dataTransfer.files]);
  };
  return (
    <>
      <fieldset
        className={styles['drop']}
        aria-label={t('import.file')}
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconFileSpreadsheet aria-hidden size={32} stroke={1.5} />
        <p>{t('import.dropHere')}</p>
        <Button
          size="md"
          loading={upload.busy}
          leftSection={<IconUpload aria-hidden size={18} stroke={1.9} />}
          onClick={() => chooser.current?.click()}
        >
          {t('import.choose')}
        </Button>
        <input
          ref={chooser}
          type="file"
          name="sheet"
          accept=".xlsx"
          hidden
          onChange={(event) => {
            upload.choose([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = '';
          }}
        />
        <small>{t('import.fileHint')}</small>
        <p role="status" className={styles['sending']}>
          {upload.busy && upload.file !== null ? t('import.sending', { name: upload.file.name }) : ''}
        </p>
      </fieldset>
      <Trouble upload={upload} />
    </>
  );
}
