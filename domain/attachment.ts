import * as z from 'zod';
import { Sha256 } from './ids.ts';
import { text } from './text.ts';

/** What may be attached to a report, by media type, with the endings that a file of that type may have. */
export const ATTACHMENT_TYPES = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/heic': ['heic'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
} as const;

export const AttachmentType = z.enum([
  'image/jpeg',
  'image/png',
  'image/heic',
  'image/webp',
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
]);
export type AttachmentType = z.infer<typeof AttachmentType>;

/** 10 MB: a photo of a phone fits, a film does not. */
export const MOST_ATTACHMENT_BYTES = 10_485_760;
/** In one report, or in one addition to it. */
export const MOST_ATTACHMENTS = 10;
/** On one blocker, with all that was added later. */
export const MOST_KEPT_ATTACHMENTS = 50;

/** A file as its sender describes it; the bucket and the server hold the content against `bytes` and `sha256`. */
export const Attachment = z.object({
  name: text(160),
  type: AttachmentType,
  bytes: z.int().positive().max(MOST_ATTACHMENT_BYTES),
  sha256: Sha256,
});
export type Attachment = z.infer<typeof Attachment>;

/** With the key under which it lies in the bucket. */
export const KeptAttachment = Attachment.extend({ key: z.string().max(400) });
export type KeptAttachment = z.infer<typeof KeptAttachment>;

function endingOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase();
}

/** Whether the name ends as a file of its type does: `image.exe` is no photo. */
export function nameFitsType({ name, type }: Pick<Attachment, 'name' | 'type'>): boolean {
  const endings: readonly string[] = ATTACHMENT_TYPES[type];
  return endings.includes(endingOf(name));
}

/** The type that a file of this name has; null for one that may not be attached. */
export function typeOfName(name: string): AttachmentType | null {
  return AttachmentType.options.find((type) => nameFitsType({ name, type })) ?? null;
}
