import { Button, FileButton } from '@mantine/core';
import { IconFileTypePdf, IconUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type MoveId, Sha256 } from '#domain/ids.ts';
import { useAnswer, useCall } from '../../app/answers.ts';
import { type Answer, API } from '../../app/api.ts';
import { useProblemWords } from '../../app/problem.ts';
import { useSession } from '../../app/session.tsx';
import { checksumOf, sendFile } from '../../app/upload.ts';
import { useWords } from '../../app/words.ts';
import { Card, Loaded } from '../../kit/card.tsx';
import styles from './capital.module.css';

type Signed = Answer<'listSignedFiles'>['items'][number];

const MOST_BYTES = 10 * 1024 * 1024;

/** Takes the signed PDF once: asks where it may go, and sends it there. */
function SendSigned({ moveId, kind }: { moveId: MoveId; kind: Signed['kind'] }): ReactNode {
  const { t } = useWords();
  const call = useCall();
  const queries = useQueryClient();
  const problem = useProblemWords();
  const [unfit, setUnfit] = useState(false);
  const sending = useMutation({
    mutationFn: async (file: File) => {
      const sha256 = Sha256.parse(await checksumOf(file));
      const body = { kind, bytes: file.size, sha256 };
      await sendFile(await call(API.sendSignedFile, { params: { moveId }, body }), file);
    },
    onSuccess: async () => queries.invalidateQueries(),
  });
  const choose = (file: File | null): void => {
    if (file === null) return;
    const fits = file.type === 'application/pdf' && file.size <= MOST_BYTES;
    setUnfit(!fits);
    if (fits) sending.mutate(file);
  };
  return (
    <div className={`${styles['signed']} noprint`}>
      <FileButton accept="application/pdf" onChange={choose}>
        {(props) => (
          <Button
            {...props}
            variant="default"
            loading={sending.isPending}
            leftSection={<IconUpload size={16} stroke={1.9} aria-hidden />}
          >
            {t('signed.send')}
          </Button>
        )}
      </FileButton>
      <p className="kt-meta">{t('signed.once')}</p>
      {unfit || sending.isError ? (
        <p role="alert" className="kt-problem">
          {unfit ? t('signed.notPdf') : problem(sending.error)}
        </p>
      ) : null}
    </div>
  );
}

function SignedRow({ moveId, signed }: { moveId: MoveId; signed: Signed }): ReactNode {
  const { t, day } = useWords();
  const { mayAsk } = useSession();
  const { kind, document, file } = signed;
  const { number, issuedOn, issuer } = document;
  return (
    <>
      <dt>{t(`signed.${kind}`)}</dt>
      <dd className={styles['signed']}>
        <p>{t('signed.of', { number, day: day(issuedOn), issuer })}</p>
        {file === null ? (
          <p className="kt-meta">{t('signed.missing')}</p>
        ) : (
          <a href={file.url}>
            <IconFileTypePdf size={16} stroke={1.9} aria-hidden /> {t('signed.open')}
          </a>
        )}
        {file === null && mayAsk(API.sendSignedFile) ? <SendSigned moveId={moveId} kind={kind} /> : null}
      </dd>
    </>
  );
}

/** The documents that came back signed, each with its file; nothing before the first is recorded. */
export function SignedFiles({ moveId }: { moveId: MoveId }): ReactNode {
  const { t } = useWords();
  const result = useAnswer(API.listSignedFiles, { params: { moveId } });
  if (result.data?.items.length === 0) return null;
  return (
    <Card title={t('signed.title')}>
      <Loaded result={result} lines={3}>
        {({ items }) => (
          <dl className={styles['facts']}>
            {items.map((signed) => (
              <SignedRow key={signed.kind} moveId={moveId} signed={signed} />
            ))}
          </dl>
        )}
      </Loaded>
    </Card>
  );
}
