import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Sha256 } from '#domain/ids.ts';
import { type ImportKind, MOST_IMPORT_BYTES } from '#domain/import.ts';
import { useCall } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { checksumOf, sendFile } from '../../app/upload.ts';

/** Why a file is not even sent. */
export type Unfit = 'old' | 'type' | 'size' | 'empty' | 'many';

function unfitOf(files: readonly File[]): Unfit | null {
  const [file] = files;
  if (file === undefined) return null;
  if (files.length > 1) return 'many';
  if (/\.xls$/i.test(file.name)) return 'old';
  if (!/\.xlsx$/i.test(file.name)) return 'type';
  if (file.size === 0) return 'empty';
  return file.size > MOST_IMPORT_BYTES ? 'size' : null;
}

export type Upload = {
  /** The file that was chosen last, also when it could not be read. */
  readonly file: File | null;
  readonly unfit: Unfit | null;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly choose: (files: readonly File[]) => void;
  readonly again: () => void;
};

/** Sends a workbook to the bucket, has it looked through, and goes to its preview. */
export function useUpload(kind: ImportKind): Upload {
  const call = useCall();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<readonly File[]>([]);
  const send = useMutation({
    mutationFn: async (file: File) => {
      const sha256 = Sha256.parse(await checksumOf(file));
      const body = { kind, fileName: file.name, bytes: file.size, sha256 };
      const started = await call(API.startImport, { body });
      await sendFile(started, file);
      const params = { importId: started.import.id };
      return call(API.previewImport, { params, body: {} });
    },
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: [API.listImports.operation] });
      await navigate({ to: '/import/$importId', params: { importId: id } });
    },
  });
  const unfit = unfitOf(chosen);
  const [file = null] = chosen;
  return {
    file,
    unfit,
    busy: send.isPending,
    error: send.error,
    choose: (files) => {
      setChosen(files);
      send.reset();
      const [first] = files;
      if (first !== undefined && unfitOf(files) === null) send.mutate(first);
    },
    again: () => {
      if (file !== null) send.mutate(file);
    },
  };
}
