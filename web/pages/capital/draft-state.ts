/** A draft while it is typed: lines as text, kept on this device until they are sent. */
import { useEffect, useState } from 'react';
import * as z from 'zod';
import { ProjectId } from '#domain/ids.ts';
import type { Move } from '#domain/move.ts';

const Line = z.object({ projectId: ProjectId, text: z.string().max(40) });
const Draft = z.object({ donors: z.array(Line), recipients: z.array(Line), reason: z.string().max(1000) });
export type Draft = z.infer<typeof Draft>;
export type DraftLine = z.infer<typeof Line>;
export type Side = 'donors' | 'recipients';

/**
 * Đồng as people type them: digits, grouped or not (`6.800.000.000`). A minus or a fraction stays what it is, so that the
 * rules can say what is wrong with it; what is no number at all is nothing.
 */
export function readAmount(text: string): number {
  const typed = text.replaceAll(/[\s\u00a0]/g, '');
  if (/^-?(\d+|\d{1,3}([.,]\d{3})+)$/.test(typed)) return Number(typed.replaceAll(/[.,]/g, ''));
  const amount = Number(typed.replace(',', '.'));
  return Number.isFinite(amount) ? amount : 0;
}

export function linesOf(lines: readonly DraftLine[]) {
  return lines.map(({ projectId, text }) => ({ projectId, amount: readAmount(text) }));
}

export function sumTyped(lines: readonly DraftLine[]): number {
  return linesOf(lines).reduce((sum, { amount }) => sum + amount, 0);
}

/** The lines of a move that is changed, as somebody would have typed them. */
export function draftOf(
  { donors, recipients }: Move,
  { reason, write }: { readonly reason: string; readonly write: (amount: number) => string },
): Draft {
  const typed = (lines: Move['donors']) =>
    lines.map(({ projectId, amount }) => ({ projectId, text: write(amount) }));
  return { donors: typed(donors), recipients: typed(recipients), reason };
}

function readKept(key: string): Draft | undefined {
  const kept = sessionStorage.getItem(key);
  if (kept === null) return undefined;
  try {
    return Draft.safeParse(JSON.parse(kept)).data;
  } catch {
    return undefined;
  }
}

/** The draft under this name, as it was left; `begin` when there is none. */
export function useDraft(name: string, begin: Draft) {
  const key = `kt_draft_${name}`;
  const [draft, setDraft] = useState<Draft>(() => readKept(key) ?? begin);
  useEffect(() => {
    sessionStorage.setItem(key, JSON.stringify(draft));
  }, [key, draft]);
  const change = (side: Side, lines: readonly DraftLine[]) =>
    setDraft((now) => ({ ...now, [side]: [...lines] }));
  return {
    draft,
    change,
    setReason: (reason: string) => setDraft((now) => ({ ...now, reason })),
    forget: () => sessionStorage.removeItem(key),
  };
}
