import { CaseId, MoveId } from '#domain/ids.ts';
import type { Locale } from '#domain/text.ts';
import { renderMail } from '#functions/drain-outbox/mail/render.ts';
import type { AskMail, Mail, NoticeAbout } from '#functions/drain-outbox/mail/types.ts';
import {
  at,
  CLEAR,
  DECIDE,
  decided,
  NEXT,
  NOW,
  PROJECT,
  REPORTER,
  SECRET,
  SILENCE,
} from '../action-page/view.samples.ts';

export const LINK = `https://khoithong.example/a/YK7Q2M00A1B2.${SECRET}`;
export const CODE = '482917';
const NEIGHBOURS = { next: NEXT, reporter: REPORTER };

export function askMail(locale: Locale, rest: Partial<AskMail> = {}): AskMail {
  return {
    template: 'ask',
    approval: CLEAR,
    recipient: { name: 'Nguyễn Văn A', post: CLEAR.officeName, standing: 'holder' },
    locale,
    now: NOW,
    projectName: PROJECT,
    link: LINK,
    code: CODE,
    silence: SILENCE,
    neighbours: NEIGHBOURS,
    ...rest,
  };
}

export const NOTICES: readonly NoticeAbout[] = [
  'caseEscalated',
  'caseCleared',
  'caseOutOfScope',
  'caseReallocated',
  'caseSupplemented',
  'moveCommitted',
  'moveRejected',
  'coolingOff',
];

/** Every mail, by name. */
export function mails(locale: Locale): Record<string, Mail> {
  const { recipient, projectName, now } = askMail(locale);
  const common = { recipient, locale, now, projectName };
  const facts = [
    {
      label: { vi: 'Tổng giảm', en: 'Total taken' },
      value: { vi: '6.800.000.000.000 đồng', en: '6,800,000,000,000 VND' },
    },
  ];
  const move = decided(DECIDE, {
    outcome: 'agree',
    comment: '',
    document: { number: '5210/QĐ-UBND', issuedOn: '2024-11-20', issuer: 'UBND Thành phố' },
  });
  const late = at('2024-10-25T01:00:00.000Z');
  const deputy = {
    name: 'B',
    post: { vi: 'Phó Chủ tịch UBND Quận 8', en: 'Vice chair of District 8' },
    standing: 'deputy',
  } as const;
  const receipt = { ...common, template: 'receipt', link: LINK, neighbours: NEIGHBOURS } as const;
  const notices = NOTICES.map((about): [string, Mail] => [
    `mail-${about}`,
    renderMail({
      ...common,
      template: 'notice',
      about,
      subjectId: about.startsWith('case') ? CaseId.parse('HS-2024-0002') : MoveId.parse('DC-2024-0001'),
      facts: about.startsWith('case') ? [] : facts,
      holder: NEXT,
      until: at('2024-11-25T10:00:00.000Z'),
      link: 'https://khoithong.example/cases/HS-2024-0002',
    }),
  ]);
  return {
    'mail-ask': renderMail(askMail(locale)),
    'mail-remind': renderMail(
      askMail(locale, { template: 'remind', nth: 1, now: at('2024-10-22T01:00:00.000Z') }),
    ),
    'mail-overdue': renderMail(askMail(locale, { template: 'remind', nth: 2, now: late })),
    'mail-deputy': renderMail(askMail(locale, { template: 'deputy', recipient: deputy })),
    'mail-urge': renderMail(askMail(locale, { template: 'urge' })),
    'mail-freshLink': renderMail(askMail(locale, { template: 'freshLink' })),
    'mail-decideMove': renderMail(askMail(locale, { approval: DECIDE, neighbours: {} })),
    'mail-receipt': renderMail({ ...receipt, approval: decided(CLEAR) }),
    'mail-receiptMove': renderMail({
      ...receipt,
      approval: move,
      canStop: { until: at('2024-11-25T10:00:00.000Z') },
    }),
    'mail-receiptMoveSoon': renderMail({ ...receipt, approval: move, canStop: {} }),
    'mail-movedOn': renderMail({ ...common, template: 'movedOn', approval: CLEAR, holder: NEXT }),
    ...Object.fromEntries(notices),
  };
}

export function mailsOf(locale: Locale): Record<string, string> {
  return Object.fromEntries(Object.entries(mails(locale)).map(([name, { html }]) => [name, html]));
}
