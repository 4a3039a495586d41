import type { ReactNode } from 'react';

/** Capitals and digits joined by hyphens, as in HS-2024-0001 or 57/NQ-HĐND. */
const CODES = /[\p{Lu}\d/]+(?:-[\p{Lu}\d/]+)+/gu;
/** What is longer may have to be broken on a phone. */
const MOST_SIGNS = 26;

/** A code that is not broken at the end of a line. */
function Code({ children }: { children: string }): ReactNode {
  return <span className="kt-code">{children}</span>;
}

/** The text with each code in it kept whole; what is no text stays as it is. */
export function withCodes(text: ReactNode): ReactNode {
  if (typeof text !== 'string') return text;
  const parts: ReactNode[] = [];
  let from = 0;
  for (const { 0: code, index } of text.matchAll(CODES)) {
    if (code.length > MOST_SIGNS) continue;
    parts.push(text.slice(from, index), <Code key={index}>{code}</Code>);
    from = index + code.length;
  }
  return parts.length === 0 ? text : [...parts, text.slice(from)];
}
