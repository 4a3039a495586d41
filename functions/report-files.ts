import type { Attachment, KeptAttachment } from '#domain/attachment.ts';
import { nameFitsType } from '#domain/attachment.ts';
import { Refusal } from '#domain/errors.ts';
import type { OfficeId } from '#domain/ids.ts';

/** What the functions ask of the bucket; the adapter gives it. */
export type FoundFiles = {
  findFile(key: string): Promise<{ readonly bytes: number; readonly sha256: string | null } | null>;
};

/** Under the office and the request: nobody else can have a file there, and a report can't name another's. */
export function keyOf(office: OfficeId, requestId: string, { sha256 }: Pick<Attachment, 'sha256'>): string {
  return `reports/${office}/${requestId}/${sha256}`;
}

/** Refuses `attachment.nameNotType`. */
export function assertNameFits(file: Pick<Attachment, 'name' | 'type'>, path: string): void {
  if (nameFitsType(file)) return;
  throw new Refusal('input.invalid', { name: file.name }, [{ path, code: 'attachment.nameNotType' }]);
}

/**
 * Holds each file against what lies in the bucket, and gives it its key. Refuses `attachment.missing` and
 * `attachment.differs` for the first that is not there, or is not what it was said to be.
 */
export async function keptFiles(
  deps: FoundFiles,
  owner: { readonly office: OfficeId; readonly requestId: string },
  files: readonly Attachment[],
): Promise<KeptAttachment[]> {
  return Promise.all(
    files.map(async (file, index) => {
      assertNameFits(file, `attachments.${index}.name`);
      const key = keyOf(owner.office, owner.requestId, file);
      const found = await deps.findFile(key);
      if (found === null) throw new Refusal('attachment.missing', { name: file.name });
      if (found.bytes !== file.bytes || found.sha256 !== file.sha256) {
        throw new Refusal('attachment.differs', { name: file.name });
      }
      return { ...file, key };
    }),
  );
}
