import { Approval, type DecidedApproval, type OpenApproval } from '#domain/approval.ts';
import { Refusal } from '#domain/errors.ts';
import type { Locale, Localized } from '#domain/text.ts';
import { Instant } from '#domain/time.ts';
import { EMPTY_FORM, problemsOf, seenOf } from '#functions/action-page/view/form.ts';
import type { AskView } from '#functions/action-page/view/types.ts';

/** One real-looking ask of each kind, and the states of the page, for tests and for looking at. */
export const at = (text: string) => Instant.parse(text);
const same = (text: string): Localized => ({ vi: text, en: text });
const fact = (vi: string, en: string, value: Localized) => ({ label: { vi, en }, value });

export const NOW = at('2024-10-18T08:02:00.000Z');
export const PROJECT: Localized = { vi: 'Bờ Bắc kênh Đôi', en: 'North bank of kênh Đôi' };
export const SECRET = 'c2VjcmV0LXRoYXQtbXVzdC1uZXZlci1zaG93LWFueXdoZXJl';

const DEADLINE = {
  from: '2024-10-18T08:02:00.000Z',
  at: '2024-10-23T10:00:00.000Z',
  workingDays: 3,
  skipped: [
    { date: '2024-10-19', reason: { vi: 'cuối tuần', en: 'weekend' } },
    { date: '2024-10-20', reason: { vi: 'cuối tuần', en: 'weekend' } },
  ],
  calendarVersion: '2024.1',
};

const CASE_FACTS = [
  fact('Hồ sơ', 'Case', same('HS-2024-0002')),
  fact('Dự án', 'Project', PROJECT),
  fact('Đơn vị', 'Units', { vi: 'Quận 8', en: 'District 8' }),
  fact('Loại vướng mắc', 'Category', { vi: 'Bồi thường, giải phóng mặt bằng', en: 'Site clearance' }),
  fact('Vướng mắc', 'Blocker', same('1.605 hộ chưa thống nhất đơn giá bồi thường đất')),
  fact('Nguyên nhân', 'Cause', { vi: 'Khách quan', en: 'Objective' }),
  fact('Cấp giải quyết', 'Level that clears it', { vi: 'UBND Thành phố', en: 'City People’s Committee' }),
  fact('Số hộ còn lại', 'Households left', { vi: '1.605', en: '1,605' }),
  fact('Đề nghị', 'Request', same('Phê duyệt đơn giá trước 31/10/2024')),
  fact('Vướng từ', 'Blocked since', { vi: '08/10/2024', en: '8 October 2024' }),
  fact('Vốn kế hoạch năm 2024', 'Planned capital 2024', { vi: '5.092 tỷ đồng', en: '5,092 billion VND' }),
  fact('Đã giải ngân', 'Disbursed', { vi: '158 tỷ đồng', en: '158 billion VND' }),
  fact('Vốn nằm chờ', 'Idle capital', { vi: '1.240 tỷ đồng', en: '1,240 billion VND' }),
  fact('Số liệu đến ngày', 'Figures as of', { vi: '08/10/2024', en: '8 October 2024' }),
  fact('Hạn trả lời', 'Answer due', {
    vi: '17:00, thứ Tư 23/10/2024',
    en: '17:00, Wednesday 23 October 2024',
  }),
];

const MOVE_FACTS = [
  fact('Điều chuyển vốn', 'Move', same('DC-2024-0001')),
  fact('Kế hoạch năm', 'Plan year', same('2024')),
  fact(
    'Giảm: Chống ngập giai đoạn 1',
    'Takes from: Flood control, phase 1',
    same('6.800.000.000.000\u00a0đồng'),
  ),
  fact('Tăng: Bờ Bắc kênh Đôi', 'Gives to: North bank of kênh Đôi', same('4.000.000.000.000\u00a0đồng')),
  fact('Tăng: Vành đai 2', 'Gives to: Ring Road 2', same('2.800.000.000.000\u00a0đồng')),
  fact('Tổng giảm', 'Total taken', same('6.800.000.000.000\u00a0đồng')),
  fact('Tổng tăng', 'Total given', same('6.800.000.000.000\u00a0đồng')),
  fact('Lý do', 'Reason', same('Dự án không thể giải ngân trước 31/01/2025')),
  fact('Quy tắc áp dụng', 'Rules applied', same('2024-39')),
];

const COMMON = {
  id: 'YK7Q2M00A1B2',
  office: 'district-chair-776',
  officeName: { vi: 'Chủ tịch UBND Quận 8', en: 'Chair of the District 8 People’s Committee' },
  policy: { type: 'single' },
  excluded: [],
  shownHash: 'a'.repeat(64),
  askedAt: NOW,
  deadline: DEADLINE,
  points: [{ afterWorkingDays: 4, act: 'remind' }],
  pointsDone: 0,
  expiresAt: '2024-10-29T10:00:00.000Z',
  onSilence: 'climb',
  generation: 1,
  links: [],
  mails: [],
  passedOver: [],
  version: 3,
};

function open(rest: object): OpenApproval {
  const approval = Approval.parse({ ...COMMON, status: 'open', ...rest });
  if (approval.status !== 'open') throw new Error('not open');
  return approval;
}

export const CLEAR = open({
  kind: 'clearBlocker',
  caseId: 'HS-2024-0002',
  rung: 2,
  category: 'GPMB',
  outcomes: ['agree', 'refer', 'return', 'decline', 'forward'],
  stepUp: ['refer', 'decline'],
  shown: {
    title: { vi: 'Tháo gỡ vướng mắc: Bờ Bắc kênh Đôi', en: 'Clear a blocker: North bank of kênh Đôi' },
    facts: CASE_FACTS,
  },
});

export const TOP = open({
  ...CLEAR,
  rung: 5,
  officeName: { vi: 'Chủ tịch UBND Thành phố', en: 'Chairperson of the City People’s Committee' },
  outcomes: ['agree', 'return', 'refer', 'reallocate', 'outOfScope', 'forward'],
  stepUp: ['reallocate', 'outOfScope', 'refer'],
});

export const RESOLVE = open({
  kind: 'resolveMove',
  moveId: 'DC-2024-0001',
  officeName: { vi: 'Văn phòng HĐND Thành phố', en: 'Office of the City People’s Council' },
  outcomes: ['agree', 'decline'],
  stepUp: ['agree', 'decline'],
  shown: {
    title: {
      vi: 'Ghi nghị quyết HĐND về điều chuyển vốn: DC-2024-0001',
      en: 'Record the Council’s resolution on a move: DC-2024-0001',
    },
    facts: MOVE_FACTS,
  },
});

export const DECIDE = open({ ...RESOLVE, kind: 'decideMove' });
export const APPRAISE = open({
  ...RESOLVE,
  kind: 'appraiseMove',
  policy: { type: 'kOfN', k: 2, n: 3, ballot: 'b1' },
  stepUp: [],
});
export const ANSWER = open({
  ...CLEAR,
  kind: 'answerQuestion',
  outcomes: ['agree', 'forward'],
  stepUp: [],
  shown: {
    ...CLEAR.shown,
    facts: [fact('Câu hỏi', 'Question', same('Đơn giá nào đã trình?')), ...CASE_FACTS],
  },
});

export function decided(approval: OpenApproval, decision: object = {}): DecidedApproval {
  const made = Approval.parse({
    ...approval,
    status: 'decided',
    decision: {
      outcome: 'refer',
      comment: 'Đơn giá đất do UBND TP phê duyệt, quận đã trình ngày 04/10.',
      decidedAt: '2024-10-21T07:03:00.000Z',
      by: {
        name: 'Nguyễn Văn A',
        post: approval.officeName,
        email: 'ct.q8@khoithong.example',
        standing: 'holder',
      },
      auth: 'linkAndCode',
      shownHash: approval.shownHash,
      ...decision,
    },
  });
  if (made.status !== 'decided') throw new Error('not decided');
  return made;
}

function ended(rest: object): Approval {
  return Approval.parse({ ...CLEAR, endedAt: '2024-10-29T10:00:00.000Z', ...rest });
}

export function expired(): Extract<Approval, { status: 'expired' }> {
  const approval = ended({ status: 'expired' });
  if (approval.status !== 'expired') throw new Error('not expired');
  return approval;
}

export function withdrawn(reason: string): Extract<Approval, { status: 'withdrawn' }> {
  const approval = ended({ status: 'withdrawn', reason });
  if (approval.status !== 'withdrawn') throw new Error('not withdrawn');
  return approval;
}

export function undeliverable(): Extract<Approval, { status: 'undeliverable' }> {
  const approval = ended({ status: 'undeliverable', email: 'ct.q8@khoithong.example' });
  if (approval.status !== 'undeliverable') throw new Error('not undeliverable');
  return approval;
}

export const NEXT: Localized = { vi: 'Bí thư Quận ủy Quận 8', en: 'District 8 Party secretary' };
export const REPORTER: Localized = {
  vi: 'Ban Bồi thường, giải phóng mặt bằng Quận 8',
  en: 'District 8 compensation board',
};
export const SILENCE = {
  points: [{ act: 'remind', at: at('2024-10-24T01:00:00.000Z') }],
  endsAt: at('2024-10-29T10:00:00.000Z'),
  onSilence: 'climb',
} as const;

export function view(locale: Locale, rest: Partial<AskView> = {}): AskView {
  return {
    approval: CLEAR,
    recipient: { name: 'Nguyễn Văn A', post: CLEAR.officeName, standing: 'holder' },
    locale,
    now: NOW,
    silence: SILENCE,
    neighbours: { next: NEXT, reporter: REPORTER },
    codeRequired: true,
    ...rest,
  };
}

export const TYPED = {
  ...EMPTY_FORM,
  outcome: 'refer',
  comment: 'Đơn giá đất do UBND TP phê duyệt, quận đã trình ngày 04/10.',
  code: '482918',
  seen: seenOf(CLEAR.shown),
};
export const WRONG_CODE = problemsOf(new Refusal('approval.codeWrong', { triesLeft: 4 }));
