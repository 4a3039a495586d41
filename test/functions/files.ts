import { createHash } from 'node:crypto';
import type { Files, FoundFile } from '#adapters/files.ts';
import { Sha256 } from '#domain/ids.ts';

/** A bucket in memory: what was put under a key is what is found there. URLs lead nowhere. */
export class TestFiles {
  readonly #files = new Map<string, Uint8Array>();
  /** Uploads that were asked for, newest last. */
  readonly asked: string[] = [];

  put(key: string, content: Uint8Array | string): Sha256 {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    this.#files.set(key, bytes);
    return sha256Of(bytes);
  }

  readonly #presignUpload: Files['presignUpload'] = ({ key, type }) => {
    this.asked.push(key);
    return Promise.resolve({
      url: `https://bucket.example/${key}`,
      method: 'PUT',
      headers: { 'Content-Type': type },
    });
  };

  readonly #presignDownload: Files['presignDownload'] = ({ key, name }) =>
    Promise.resolve(`https://bucket.example/${key}?name=${encodeURIComponent(name)}`);

  readonly #findFile: Files['findFile'] = (key) => {
    const content = this.#files.get(key);
    const found: FoundFile | null =
      content === undefined ? null : { bytes: content.length, sha256: sha256Of(content) };
    return Promise.resolve(found);
  };

  readonly #readFile: Files['readFile'] = (key, most) => {
    const content = this.#files.get(key);
    return Promise.resolve(content === undefined || content.length > most ? null : content);
  };

  readonly #writeFile: Files['writeFile'] = (key, content) => {
    this.put(key, content);
    return Promise.resolve();
  };

  readonly verbs: Files = {
    presignUpload: this.#presignUpload,
    presignDownload: this.#presignDownload,
    findFile: this.#findFile,
    readFile: this.#readFile,
    writeFile: this.#writeFile,
  };
}

export function sha256Of(content: Uint8Array | string): Sha256 {
  return Sha256.parse(createHash('sha256').update(content).digest('hex'));
}
