const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A letter of Crockford's base 32 for each byte: to be read out and typed, so none looks like another. */
export function crockford(bytes: Uint8Array): string {
  return [...bytes].map((byte) => LETTERS[byte % LETTERS.length]).join('');
}
