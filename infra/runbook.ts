import type { Settings } from './environments.ts';

/** Headings in docs/runbook.md, one for each kind of alarm. A test keeps the two in step. */
const ARTICLES = {
  outboxFailed: 'Mails and wake-ups are stuck',
  mailEventsFailed: 'News of a mail was lost',
  sweepFailed: 'The morning sweep did not start',
  outboxLate: 'Mails and wake-ups are late',
  caseStopped: 'A case stopped',
  functionFails: 'A function fails',
  functionThrottled: 'A function is turned away',
  apiFails: 'Pages and API answer with errors',
  mailBounces: 'Mails bounce',
  tableThrottled: 'A table refuses work',
} as const;

export type Article = keyof typeof ARTICLES;

/** The anchor that Markdown readers make of a heading. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
}

/** Where the article is read. */
export function linkTo(settings: Settings, article: Article): string {
  return `${settings.runbook}#${anchorOf(ARTICLES[article])}`;
}
