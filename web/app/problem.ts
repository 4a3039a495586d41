import { useCallback } from 'react';
import { ApiProblem } from './api.ts';
import { useWords } from './words.ts';

/** What a failure says to the reader: the API's own sentence, else what can be done about it. */
export function useProblemWords(): (error: unknown) => string {
  const { t } = useWords();
  return useCallback(
    (error) => {
      if (!(error instanceof ApiProblem)) return t('error.unknown');
      if (error.code === 'offline') return t('error.offline');
      if (error.status === 403 && error.message === '') return t('noRight.text');
      const said = error.message === '' ? t('error.unknown') : error.message;
      return error.errorCode === undefined ? said : `${said} ${t('error.code', { code: error.errorCode })}`;
    },
    [t],
  );
}
