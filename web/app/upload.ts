/** Files that go straight to the bucket, by a URL that takes exactly this content. */
import { ApiProblem, noAnswer } from './api.ts';

export type UploadTarget = {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** SHA-256 of the content, in hexadecimal. */
export async function checksumOf(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Throws an `ApiProblem`: `offline` when the line is gone, else the bucket's status. */
export async function sendFile({ url, method, headers }: UploadTarget, content: Blob): Promise<void> {
  const answer = await fetch(url, { method, headers, body: content }).catch(() => undefined);
  if (answer?.ok === true) return;
  if (answer === undefined) throw noAnswer();
  const { status } = answer;
  throw new ApiProblem({ status, code: `http.${status}`, detail: '', fields: [] });
}
