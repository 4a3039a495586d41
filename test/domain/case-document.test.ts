import { describe, expect, test } from 'vitest';
import { MOST_DOCUMENTS } from '#domain/case.ts';
import { recordDocument } from '#domain/case-document.ts';
import { LocalDate } from '#domain/time.ts';
import { aCase, at, officeId, only } from './builders.ts';
import { thrownCode } from './refusals.ts';

const document = {
  number: '79/NQ-HĐND',
  issuedOn: LocalDate.parse('2024-09-27'),
  issuer: 'HĐND Thành phố',
  title: 'Điều chỉnh chủ trương đầu tư',
};
const noting = { case: aCase(), document, by: officeId('finance'), now: at('2024-10-09') };

describe('noting a document on a case', () => {
  const change = recordDocument(noting);

  test('keeps it on the case, with its receipt', () => {
    expect(only(change.cases)).toMatchObject({
      status: 'reported',
      documents: [{ ...document, recordedBy: 'finance', recordedAt: at('2024-10-09') }],
    });
    expect(only(change.receipts)).toMatchObject({
      type: 'documentRecorded',
      office: 'finance',
      details: document,
    });
  });

  test('once a year and number, whatever its spaces and case; the same number of another year is another document', () => {
    const record = only(change.cases);
    const again = { ...document, number: '79 / nq-hđnd' };
    expect(thrownCode(() => recordDocument({ ...noting, case: record, document: again }))).toBe(
      'case.documentKnown',
    );
    const older = { ...document, issuedOn: LocalDate.parse('2023-09-27') };
    expect(only(recordDocument({ ...noting, case: record, document: older }).cases).documents).toHaveLength(
      2,
    );
  });

  test('not from tomorrow, and not without end', () => {
    const ahead = { ...document, issuedOn: LocalDate.parse('2024-10-10') };
    expect(thrownCode(() => recordDocument({ ...noting, document: ahead }))).toBe('case.documentDateAhead');
    const noted = { ...document, recordedBy: officeId('finance'), recordedAt: at('2024-10-09') };
    const documents = Array.from({ length: MOST_DOCUMENTS }, (_, n) => ({
      ...noted,
      number: `${n}/QĐ-UBND`,
    }));
    const full = { ...aCase(), documents };
    expect(thrownCode(() => recordDocument({ ...noting, case: full }))).toBe('case.documentsFull');
  });
});
