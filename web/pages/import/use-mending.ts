import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ImportView } from '#functions/api/contract-imports.ts';
import { useSend } from '../../app/answers.ts';
import { API, type Input } from '../../app/api.ts';

type Asked = NonNullable<Input<'previewImport'>['body']>;

export type Mending = {
  /** What was typed into a cell on the page and not looked at yet. */
  readonly typed: (row: number, field: string) => string | undefined;
  readonly type: (row: number, field: string, value: string) => void;
  readonly count: number;
  readonly busy: boolean;
  readonly error: Error | null;
  /** Has the rows judged anew, with what was typed and with other columns or another unit. */
  readonly look: (more?: Pick<Asked, 'columns' | 'unit'>) => void;
};

const nameOf = (id: string): string => `kt_import_${id}`;

function parseKept(text: string | null): ReadonlyMap<string, string> {
  const kept: unknown = JSON.parse(text ?? '[]');
  return new Map(kept as readonly (readonly [string, string])[]);
}

/** Cells put right on the page; what was typed outlives a reload of this tab. */
export function useMending(one: ImportView): Mending {
  const queries = useQueryClient();
  const send = useSend(API.previewImport);
  const [edits, setEdits] = useState(() => parseKept(sessionStorage.getItem(nameOf(one.id))));
  useEffect(() => {
    sessionStorage.setItem(nameOf(one.id), JSON.stringify([...edits]));
  }, [edits, one.id]);
  const { preview } = one;
  return {
    typed: (row, field) => edits.get(`${row} ${field}`),
    type: (row, field, value) => setEdits(new Map(edits).set(`${row} ${field}`, value)),
    count: edits.size,
    busy: send.isPending,
    error: send.error,
    look: (more) => {
      const corrections = [...edits].map(([key, value]) => {
        const [row = '', field = ''] = key.split(' ');
        return { row: Number(row), field, value };
      });
      const unit = preview?.unit ?? 'billion';
      const columns = preview?.columns;
      const body = { unit, ...(columns === undefined ? {} : { columns }), ...more, corrections };
      send.mutate(
        { params: { importId: one.id }, body },
        {
          onSuccess: (next) => {
            queries.setQueryData([API.getImport.operation, { importId: one.id }, {}], next);
            // What was typed since is looked at next time.
            setEdits((now) => new Map([...now].filter(([key, value]) => edits.get(key) !== value)));
          },
        },
      );
    },
  };
}
