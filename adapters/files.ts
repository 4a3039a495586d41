import { Sha256 } from '#domain/ids.ts';

/** What an upload must be: the bucket takes exactly this and nothing else under the URL. */
export type Upload = {
  readonly key: string;
  readonly type: string;
  readonly bytes: number;
  readonly sha256: Sha256;
};

/** Where and how a browser sends a file. Headers stand in the signature: another length, type or content is refused. */
export type UploadTarget = {
  readonly url: string;
  readonly method: 'PUT';
  readonly headers: Readonly<Record<string, string>>;
};

/** What lies in the bucket under a key; `sha256` is null where it was stored without one. */
export type FoundFile = { readonly bytes: number; readonly sha256: Sha256 | null };

export type Files = {
  /** A URL for one upload, for `seconds`. Makes no call. */
  presignUpload(upload: Upload, seconds: number): Promise<UploadTarget>;
  /** A URL that downloads the file under its name, never shows it in the page, for `seconds`. Makes no call. */
  presignDownload(
    file: { readonly key: string; readonly name: string; readonly type: string },
    seconds: number,
  ): Promise<string>;
  /** Null when nothing lies there. */
  findFile(key: string): Promise<FoundFile | null>;
  /** The content; null when nothing lies there, or it is longer than `most` bytes. */
  readFile(key: string, most: number): Promise<Uint8Array | null>;
  writeFile(key: string, content: string): Promise<void>;
};

const CHECKSUM = 'x-amz-checksum-sha256';

/** Without the right to list, S3 answers 403 for what is not there. */
function isMissing(error: unknown): boolean {
  const status = error instanceof Error && '$metadata' in error ? error.$metadata : undefined;
  const code = typeof status === 'object' && status !== null && 'httpStatusCode' in status ? status : {};
  return 'httpStatusCode' in code && (code.httpStatusCode === 404 || code.httpStatusCode === 403);
}

async function orNull<T>(look: () => Promise<T>): Promise<T | null> {
  try {
    return await look();
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Header fields are Latin-1, so the Vietnamese name stands in the extended form (RFC 6266). */
function disposition(name: string): string {
  const plain = name.replaceAll(/[^\w.-]+/g, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}

function base64Of(sha256: Sha256): string {
  return Buffer.from(sha256, 'hex').toString('base64');
}

async function connect() {
  const [s3, { getSignedUrl }] = await Promise.all([
    import('@aws-sdk/client-s3'),
    import('@aws-sdk/s3-request-presigner'),
  ]);
  return { ...s3, getSignedUrl, client: new s3.S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED' }) };
}

/** The SDK is loaded with the first file: most calls of most functions touch none. */
function connectedOnce(): () => ReturnType<typeof connect> {
  let kept: ReturnType<typeof connect> | undefined;
  return async () => {
    kept ??= connect();
    return kept;
  };
}

/** Files of one bucket. A checksum is only sent where a caller names it: a URL is signed before the content is known. */
export function openFiles(bucket: string): Files {
  const connected = connectedOnce();
  return {
    presignUpload: async ({ key, type, bytes, sha256 }, seconds) => {
      const { client, getSignedUrl, PutObjectCommand } = await connected();
      const checksum = base64Of(sha256);
      const command = new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        ContentType: type,
        ContentLength: bytes,
        ChecksumSHA256: checksum,
      });
      const url = await getSignedUrl(client, command, {
        expiresIn: seconds,
        signableHeaders: new Set(['host', 'content-type', 'content-length', CHECKSUM]),
        unhoistableHeaders: new Set([CHECKSUM]),
      });
      return { url, method: 'PUT', headers: { 'Content-Type': type, [CHECKSUM]: checksum } };
    },
    presignDownload: async ({ key, name, type }, seconds) => {
      const { client, getSignedUrl, GetObjectCommand } = await connected();
      const command = new GetObjectCommand({
        Bucket: bucket,
        Key: key,
        ResponseContentDisposition: disposition(name),
        ResponseContentType: type,
      });
      return getSignedUrl(client, command, { expiresIn: seconds });
    },
    findFile: async (key) =>
      orNull(async () => {
        const { client, HeadObjectCommand } = await connected();
        const head = await client.send(
          new HeadObjectCommand({ Bucket: bucket, Key: key, ChecksumMode: 'ENABLED' }),
        );
        const { ContentLength: bytes = 0, ChecksumSHA256: checksum } = head;
        const sha256 =
          checksum === undefined ? null : Sha256.parse(Buffer.from(checksum, 'base64').toString('hex'));
        return { bytes, sha256 };
      }),
    readFile: async (key, most) =>
      orNull(async () => {
        const { client, GetObjectCommand } = await connected();
        const { Body, ContentLength = 0 } = await client.send(
          new GetObjectCommand({ Bucket: bucket, Key: key }),
        );
        if (ContentLength > most || Body === undefined) return null;
        return Body.transformToByteArray();
      }),
    writeFile: async (key, content) => {
      const { client, PutObjectCommand } = await connected();
      await client.send(
        new PutObjectCommand({ Bucket: bucket, Key: key, Body: content, ContentType: 'application/json' }),
      );
    },
  };
}
