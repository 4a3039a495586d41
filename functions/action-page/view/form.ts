import type { Shown } from '#domain/approval.ts';
import type { Refusal } from '#domain/errors.ts';
import { ASK_FIELDS, type AskField, type AskForm, type AskProblem, type Intent } from './types.ts';

export const EMPTY_FORM: AskForm = {
  outcome: '',
  comment: '',
  doBy: '',
  documentNumber: '',
  documentDate: '',
  documentIssuer: '',
  code: '',
  seen: '',
  shownHash: '',
};

const INTENTS: readonly Intent[] = ['decide', 'forward', 'freshLink', 'notMe'];
/** No field is ever this long; what is longer is cut before it is shown again. */
const LONGEST = 4000;

/** A day as people type it (`31/10/2024`, `31-10-2024`, `31102024`, `2024-10-31`) as `2024-10-31`; other text as it is. */
export function isoDate(typed: string): string {
  const parts = /^\s*(\d{1,2})[\s./-]?(\d{1,2})[\s./-]?(\d{4})\s*$/.exec(typed);
  if (parts === null) return typed.trim();
  const [, day = '', month = '', year = ''] = parts;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** The form as it was sent: first value of each known field, nothing else. Days come out as `YYYY-MM-DD` if they are days. */
export function askFormOf(fields: URLSearchParams): AskForm {
  const value = (name: string) => (fields.get(name) ?? '').slice(0, LONGEST).normalize('NFC');
  return {
    outcome: value('outcome'),
    comment: value('comment'),
    doBy: isoDate(value('doBy')),
    documentNumber: value('documentNumber'),
    documentDate: isoDate(value('documentDate')),
    documentIssuer: value('documentIssuer'),
    code: value('code'),
    seen: value('seen'),
    shownHash: value('shownHash'),
  };
}

/** Which button was pressed; null for anything that no button of ours sends. */
export function intentOf(fields: URLSearchParams): Intent | null {
  return INTENTS.find((intent) => intent === fields.get('intent')) ?? null;
}

/** The six digits of a typed code, however they were grouped: `482 917` is `482917`. */
export function codeDigits(typed: string): string {
  return typed.replaceAll(/\D/g, '');
}

const FIELD_OF_CODE: Readonly<Record<string, AskField>> = {
  'approval.outcomeNotOffered': 'outcome',
  'approval.commentRequired': 'comment',
  'approval.doByRequired': 'doBy',
  'approval.doByNotAhead': 'doBy',
  'approval.documentRequired': 'documentNumber',
  'move.documentUsed': 'documentNumber',
  'move.documentDateAhead': 'documentDate',
  'move.documentDateBefore': 'documentDate',
  'approval.codeRequired': 'code',
  'approval.codeWrong': 'code',
};
const FIELD_OF_PATH: Readonly<Record<string, AskField>> = {
  'document.number': 'documentNumber',
  'document.issuedOn': 'documentDate',
  'document.issuer': 'documentIssuer',
};

function fieldOfPath(path: string): AskField | 'page' {
  return FIELD_OF_PATH[path] ?? ASK_FIELDS.find((field) => field === path) ?? 'page';
}

/** A refusal as problems of the form: beside the fields that it names, else the one that its code is about, else on top. */
export function problemsOf(refusal: Refusal): readonly AskProblem[] {
  if (refusal.fields.length > 0) {
    return refusal.fields.map(({ path, code }) => ({ field: fieldOfPath(path), code }));
  }
  const { code, details } = refusal;
  return [{ field: FIELD_OF_CODE[code] ?? 'page', code, details }];
}

/** FNV-1a, 32 bit: enough to tell a changed fact from an unchanged one. The decision itself is guarded by `shownHash`. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(36);
}

type ShownFact = Shown['facts'][number];

function fingerprintOf({ label, value }: ShownFact): string {
  return fingerprint([label.vi, label.en, value.vi, value.en].join('\n'));
}

/** Fingerprints of what the page shows, for the hidden field `seen`. */
export function seenOf(shown: Shown): string {
  return shown.facts.map(fingerprintOf).join('.');
}

/** Facts that were not shown so when the page was opened. */
export function changedFacts(shown: Shown, seen: string): ReadonlySet<ShownFact> {
  const before = new Set(seen.split('.'));
  return new Set(seen === '' ? [] : shown.facts.filter((fact) => !before.has(fingerprintOf(fact))));
}
