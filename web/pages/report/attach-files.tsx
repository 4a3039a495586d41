import { IconCamera, IconFile, IconPaperclip, IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { ATTACHMENT_TYPES } from '#domain/attachment.ts';
import { useWords } from '../../app/words.ts';
import type { Desk } from './desk.ts';
import styles from './report.module.css';

const ENDINGS = Object.values(ATTACHMENT_TYPES).flat();
const ACCEPT = ENDINGS.map((ending) => `.${ending}`).join(',');

function sizeText(bytes: number, language: string): string {
  const format = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  return bytes < 1_000_000
    ? `${format.format(Math.ceil(bytes / 1000))} kB`
    : `${format.format(bytes / 1_000_000)} MB`;
}

type Files = Pick<Desk, 'addFiles' | 'removeFile' | 'refused'> & {
  readonly files: Desk['draft']['files'];
};

function Chosen({ files, removeFile }: Pick<Files, 'files' | 'removeFile'>): ReactNode {
  const { t, language } = useWords();
  if (files.length === 0) return null;
  return (
    <ul className={styles['files']} aria-label={t('report.files')}>
      {files.map(({ sha256, name, bytes }) => (
        <li key={sha256}>
          <IconFile aria-hidden size={20} stroke={1.7} />
          <span>
            {name} <small className="num">{sizeText(bytes, language)}</small>
          </span>
          <button
            type="button"
            onClick={() => removeFile(sha256)}
            aria-label={t('report.removeFile', { name })}
          >
            <IconX aria-hidden size={18} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function Refused({ refused }: Pick<Files, 'refused'>): ReactNode {
  const { t } = useWords();
  return (
    <div role="status">
      {refused.map(({ name, reason }) => (
        <p key={name} className={styles['warning']}>
          {t(`report.fileRefused.${reason}`, { name })}
        </p>
      ))}
    </div>
  );
}

/** Pasting a picture anywhere on the page attaches it. */
function usePaste(add: (files: readonly File[]) => void): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length > 0) add(files);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [add]);
}

/** Files by choosing, dragging, pasting, or the camera of the phone. */
export function FilePicker({ files, refused, addFiles, removeFile }: Files): ReactNode {
  const { t } = useWords();
  const chooser = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const add = (list: FileList | readonly File[] | null): void => {
    addFiles([...(list ?? [])]).catch(() => undefined);
  };
  usePaste(add);
  const input = (of: typeof chooser, more: { readonly capture?: 'environment'; readonly name: string }) => (
    <input
      ref={of}
      type="file"
      multiple={more.capture === undefined}
      accept={more.capture === undefined ? ACCEPT : 'image/*'}
      hidden
      {...more}
      onChange={(event) => {
        add(event.currentTarget.files);
        event.currentTarget.value = '';
      }}
    />
  );
  return (
    <section className={styles['attach']}>
      <fieldset
        className={styles['drop']}
        aria-label={t('report.files')}
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          add(event.dataTransfer.files);
        }}
      >
        <button type="button" onClick={() => chooser.current?.click()}>
          <IconPaperclip aria-hidden size={20} stroke={1.7} /> {t('report.chooseFiles')}
        </button>
        <button type="button" className={styles['camera']} onClick={() => camera.current?.click()}>
          <IconCamera aria-hidden size={20} stroke={1.7} /> {t('report.takePhoto')}
        </button>
        {input(chooser, { name: 'files' })}
        {input(camera, { name: 'photo', capture: 'environment' })}
        <small>{t('report.filesHint')}</small>
      </fieldset>
      <Refused refused={refused} />
      <Chosen files={files} removeFile={removeFile} />
    </section>
  );
}

export function AttachFiles({ desk }: { desk: Desk }): ReactNode {
  const { addFiles, removeFile, refused, draft } = desk;
  return <FilePicker {...{ addFiles, removeFile, refused }} files={draft.files} />;
}
