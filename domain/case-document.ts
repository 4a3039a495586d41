import { documentMark } from './approval.ts';
import { type Case, type CaseDocument, MOST_DOCUMENTS } from './case.ts';
import type { Change } from './change.ts';
import { Refusal } from './errors.ts';
import type { OfficeId } from './ids.ts';
import { changeOfCase } from './seal.ts';
import { type Instant, localDateOf } from './time.ts';

/**
 * Notes a document on a case, whatever its status: number, date, issuer, title. It decides nothing. The receipt holds all
 * four. Refuses `case.documentDateAhead`, `case.documentKnown` (the same number of the same year), `case.documentsFull`.
 */
export function recordDocument(args: {
  readonly case: Case;
  readonly document: Pick<CaseDocument, 'number' | 'issuedOn' | 'issuer' | 'title'>;
  readonly by: OfficeId;
  readonly now: Instant;
}): Change {
  const { case: record, document, by, now } = args;
  const { number, issuedOn } = document;
  const documents = record.documents ?? [];
  if (issuedOn > localDateOf(now)) {
    const field = { path: 'issuedOn', code: 'case.documentDateAhead' };
    throw new Refusal('case.documentDateAhead', { number, issuedOn }, [field]);
  }
  if (documents.some((each) => documentMark(each) === documentMark(document))) {
    throw new Refusal('case.documentKnown', { number }, [{ path: 'number', code: 'case.documentKnown' }]);
  }
  if (documents.length >= MOST_DOCUMENTS) throw new Refusal('case.documentsFull', { limit: MOST_DOCUMENTS });
  const next = { ...record, documents: [...documents, { ...document, recordedBy: by, recordedAt: now }] };
  const facts = [{ type: 'documentRecorded' as const, office: by, details: { ...document } }];
  return changeOfCase({ case: next, facts, effects: [] }, now);
}
