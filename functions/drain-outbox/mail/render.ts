import type { Approval } from '#domain/approval.ts';
import { explainDeadline } from '#domain/calendar-count.ts';
import { formatDate, formatDateTime } from '#domain/format.ts';
import { say } from '#domain/messages.ts';
import type { Locale, Localized } from '#domain/text.ts';
import { epochMs } from '#domain/time.ts';
import { splitFacts } from '#functions/action-page/view/facts.ts';
import { codeOf } from '#functions/action-page/view/frame.ts';
import {
  commentLabelOf,
  consequenceOf,
  nearDate,
  outcomeLabel,
  silenceSentence,
} from '#functions/action-page/view/wording.ts';
import { type Block, type Letter, letterHtml, letterText } from './layout.ts';
import type { AskMail, Mail, MailInput, MovedOnMail, NoticeMail, ReceiptMail } from './types.ts';

/** Rows of facts in a mail; the page has them all. */
const MAIL_FACTS = 6;
const LONGEST_NAME = 90;

/** A project's name as a subject line can carry it: one line, not endless. */
function subjectName(name: Localized, locale: Locale): string {
  const line = name[locale].replaceAll(/\s+/g, ' ').trim();
  return line.length <= LONGEST_NAME ? line : `${line.slice(0, LONGEST_NAME - 1).trimEnd()}…`;
}

function subjectOf(locale: Locale, rest: string): string {
  return say(locale, 'mail.subject', { rest }).replaceAll(/\s+/g, ' ');
}

function idRow(approval: Approval, locale: Locale): readonly [string, string] {
  return [say(locale, approval.moveId === undefined ? 'mail.caseId' : 'mail.moveId'), codeOf(approval)];
}

function isOverdue({ approval, now }: AskMail): boolean {
  return approval.stopped === undefined && epochMs(approval.deadline.at) <= epochMs(now);
}

function askSubject(mail: AskMail): string {
  const { template, approval, locale, now, nth = 1 } = mail;
  const project = subjectName(mail.projectName, locale);
  const named = { project, date: nearDate(approval.deadline.at, locale, now) };
  if (template === 'urge' || template === 'freshLink') return say(locale, `mail.subject.${template}`, named);
  if (isOverdue(mail)) return say(locale, 'mail.subject.overdue', named);
  if (template === 'remind') return say(locale, 'mail.subject.remind', { ...named, nth });
  if (template === 'deputy') return say(locale, 'mail.subject.deputy', named);
  return say(locale, `mail.subject.${approval.kind}`, named);
}

/** Why this mail comes, beyond the ask itself; null for the first one. */
function opening({ template, approval, recipient, locale, nth = 1 }: AskMail): string | null {
  const office = approval.officeName[locale];
  switch (template) {
    case 'ask':
      return recipient.standing === 'duty' ? say(locale, 'mail.lead.duty', { office }) : null;
    case 'remind':
      return say(locale, 'mail.lead.remind', { nth });
    case 'deputy':
      return recipient.standing === 'duty'
        ? say(locale, 'mail.lead.duty', { office })
        : say(locale, 'mail.lead.deputy', { office, post: recipient.post[locale] });
    case 'urge':
    case 'freshLink':
      return say(locale, `mail.lead.${template}`);
  }
}

/** By when, or since when overdue, or that the clock stands. */
function whenSentence(mail: AskMail): string {
  const { approval, locale, silence } = mail;
  if (approval.stopped !== undefined) return say(locale, 'mail.stopped');
  const at = formatDateTime(approval.deadline.at, locale);
  if (!isOverdue(mail)) return say(locale, 'mail.by', { at });
  return say(locale, 'mail.overdue', { at, ends: formatDateTime(silence.endsAt, locale) });
}

/** `482917` as people read it aloud: `482 917`. */
function grouped(code: string): string {
  return code.replace(/^(\d{3})(\d{3})$/, '$1 $2');
}

function text(words: string, strong: readonly string[] = []): Block {
  return { type: 'text', text: words, strong };
}

function askLetter(mail: AskMail): Omit<Letter, 'locale' | 'subject'> {
  const { approval, recipient, locale, link } = mail;
  const [post, project] = [recipient.post[locale], mail.projectName[locale]];
  const first = opening(mail);
  const asked = say(locale, `mail.ask.${approval.kind}`, { post, project });
  const when = whenSentence(mail);
  const canForward = approval.outcomes.includes('forward');
  const facts = splitFacts(approval.shown.facts, MAIL_FACTS).main;
  const left = splitFacts(approval.shown.facts).main.length - facts.length;
  const notes = [say(locale, 'mail.notSentYet'), silenceSentence(mail), say(locale, 'due.noConsent')];
  return {
    preview: `${asked} ${when}`,
    blocks: [
      text(say(locale, 'mail.dear', { post })),
      ...(first === null ? [] : [text(first)]),
      text(`${asked} ${when}`, [project, formatDateTime(approval.deadline.at, locale)]),
      {
        type: 'rows',
        rows: [
          ...facts.map(({ label, value }) => [label[locale], value[locale]] as const),
          idRow(approval, locale),
        ],
      },
      ...(left > 0 ? [text(say(locale, 'mail.moreFacts', { n: left }))] : []),
      { type: 'button', label: say(locale, 'mail.open'), link },
      { type: 'code', label: say(locale, 'mail.code'), code: grouped(mail.code) },
      { type: 'fine', text: notes.filter((note) => note !== '').join(' ') },
      {
        type: 'fine',
        text: say(locale, 'mail.why', { explanation: explainDeadline(approval.deadline)[locale] }),
      },
    ],
    footer: [
      say(locale, canForward ? 'mail.footer.post' : 'mail.footer.postOnly'),
      say(locale, 'mail.footer.help'),
    ],
    copy: { label: say(locale, 'mail.footer.copy'), link },
  };
}

function decisionRows({ approval, projectName, locale }: ReceiptMail): (readonly [string, string])[] {
  const { comment, doBy, document } = approval.decision;
  return [
    [say(locale, 'mail.project'), projectName[locale]],
    ...(comment === '' ? [] : [[commentLabelOf(approval.kind, locale), comment] as const]),
    ...(doBy === undefined ? [] : [[say(locale, 'form.doBy'), formatDate(doBy, locale)] as const]),
    ...(document === undefined
      ? []
      : [
          [
            say(locale, 'form.document'),
            say(locale, 'decided.documentOf', {
              number: document.number,
              date: formatDate(document.issuedOn, locale),
              issuer: document.issuer,
            }),
          ] as const,
        ]),
    idRow(approval, locale),
  ];
}

function notMeSentence({ approval, recipient, locale, canStop }: ReceiptMail): string {
  const post = recipient.post[locale];
  if (canStop === undefined) return say(locale, 'mail.receipt.notMe', { post, id: codeOf(approval) });
  const { until } = canStop;
  return until === undefined
    ? say(locale, 'mail.receipt.notMeStopSoon', { post })
    : say(locale, 'mail.receipt.notMeStop', { post, at: formatDateTime(until, locale) });
}

function receiptLetter(mail: ReceiptMail): Omit<Letter, 'locale' | 'subject'> {
  const { approval, recipient, locale, link, neighbours } = mail;
  const { outcome, decidedAt } = approval.decision;
  const label = outcomeLabel(approval.kind, outcome, locale);
  const lead = say(locale, 'mail.receipt.lead', { outcome: label, at: formatDateTime(decidedAt, locale) });
  const consequence = consequenceOf(approval, outcome, { locale, neighbours });
  return {
    preview: lead,
    blocks: [
      text(say(locale, 'mail.dear', { post: recipient.post[locale] })),
      text(lead, [label]),
      { type: 'rows', rows: decisionRows(mail) },
      text(say(locale, 'mail.receipt.follows', { consequence })),
      { type: 'button', label: say(locale, 'mail.openResult'), link },
      text(notMeSentence(mail)),
      { type: 'fine', text: say(locale, 'form.notSigned') },
    ],
    footer: [say(locale, 'mail.footer.told'), say(locale, 'mail.footer.help')],
    copy: { label: say(locale, 'mail.footer.copy'), link },
  };
}

function movedOnLetter(mail: MovedOnMail): Omit<Letter, 'locale' | 'subject'> {
  const { approval, recipient, locale, holder } = mail;
  const project = mail.projectName[locale];
  const lead = say(locale, 'mail.movedOn.lead', { project });
  const post = holder?.[locale];
  return {
    preview: lead,
    blocks: [
      text(say(locale, 'mail.dear', { post: recipient.post[locale] })),
      text(lead, [project]),
      ...(post === undefined ? [] : [text(say(locale, 'mail.movedOn.holder', { post }), [post])]),
      { type: 'rows', rows: [idRow(approval, locale)] },
    ],
    footer: [say(locale, 'mail.footer.told'), say(locale, 'mail.footer.help')],
  };
}

function noticeSentence({ about, locale, projectName, holder, until }: NoticeMail): string {
  const project = projectName[locale];
  if (about === 'caseEscalated') {
    const named = holder?.[locale] ?? say(locale, 'neighbour.next');
    return say(locale, 'mail.notice.caseEscalated', { project, holder: named });
  }
  if (about !== 'coolingOff') return say(locale, `mail.notice.${about}`, { project });
  return until === undefined
    ? say(locale, 'mail.notice.coolingOffOpen', { project })
    : say(locale, 'mail.notice.coolingOff', { project, at: formatDateTime(until, locale) });
}

function noticeLetter(mail: NoticeMail): Omit<Letter, 'locale' | 'subject'> {
  const { subjectId, recipient, locale, facts, link } = mail;
  const words = noticeSentence(mail);
  const ofMove = subjectId.startsWith('DC-');
  const idLabel = say(locale, ofMove ? 'mail.moveId' : 'mail.caseId');
  const open = say(locale, ofMove ? 'mail.openMove' : 'mail.openCase');
  const rows = facts.map(({ label, value }) => [label[locale], value[locale]] as const);
  return {
    preview: words,
    blocks: [
      text(say(locale, 'mail.dear', { post: recipient.post[locale] })),
      text(words, [mail.projectName[locale]]),
      { type: 'rows', rows: [...rows, [idLabel, subjectId]] },
      ...(link === undefined ? [] : [{ type: 'button', label: open, link } as const]),
    ],
    footer: [say(locale, 'mail.footer.told'), say(locale, 'mail.footer.help')],
  };
}

function restOfSubject(mail: MailInput): string {
  const { locale } = mail;
  const project = subjectName(mail.projectName, locale);
  if (mail.template === 'receipt' || mail.template === 'movedOn') {
    return say(locale, `mail.subject.${mail.template}`, { project });
  }
  if (mail.template === 'notice') return say(locale, `mail.subject.${mail.about}`, { project });
  return askSubject(mail);
}

function lettersBody(mail: MailInput): Omit<Letter, 'locale' | 'subject'> {
  if (mail.template === 'receipt') return receiptLetter(mail);
  if (mail.template === 'movedOn') return movedOnLetter(mail);
  return mail.template === 'notice' ? noticeLetter(mail) : askLetter(mail);
}

/**
 * A mail as it is sent: subject and preview without amounts, codes or secrets; HTML and plain text with the same words in
 * the same order. In the plain text the link and `Mã xác nhận: 482 917` (`Confirmation code: …`) have lines of their own.
 */
export function renderMail(mail: MailInput): Mail {
  const subject = subjectOf(mail.locale, restOfSubject(mail));
  const letter: Letter = { ...lettersBody(mail), locale: mail.locale, subject };
  return { subject, html: letterHtml(letter), text: letterText(letter) };
}
