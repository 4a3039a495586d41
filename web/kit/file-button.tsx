import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useCall } from '../app/answers.ts';
import type { Ask, Input } from '../app/api.ts';
import { useProblemWords } from '../app/problem.ts';
import { saveFile } from '../app/save.ts';
import styles from './file-button.module.css';

/** Operations that answer with a file of which a page has nothing to send but its place. */
type FileOperation =
  | 'getImportMistakes'
  | 'getMovePaper'
  | 'getNationalUpload'
  | 'getTemplate'
  | 'getUrgeLetter'
  | 'getWeeklyReport';

export type FileButtonProps<Name extends FileOperation> = {
  readonly ask: Ask<Name>;
  readonly input?: Input<Name>;
  readonly children: ReactNode;
};

/** Fetches a file with the reader's rights and saves it; what went wrong stands below the button. */
export function FileButton<Name extends FileOperation>({
  ask,
  input,
  children,
}: FileButtonProps<Name>): ReactNode {
  const call = useCall();
  const problem = useProblemWords();
  const fetched = useMutation({
    mutationFn: async () => call(ask, input),
    onSuccess: saveFile,
  });
  return (
    <span className={`${styles['file']} noprint`}>
      <Button
        variant="default"
        leftSection={<IconDownload size={16} stroke={1.9} aria-hidden />}
        loading={fetched.isPending}
        onClick={() => fetched.mutate()}
      >
        {children}
      </Button>
      {fetched.isError ? (
        <span role="alert" className="kt-problem">
          {problem(fetched.error)}
        </span>
      ) : null}
    </span>
  );
}
