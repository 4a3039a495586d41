import { describe, expect, test } from 'vitest';
import { ApprovalId, CaseId } from '#domain/ids.ts';
import { type DraftReason, type RejectCause, reasonInBoth, type StopReason } from '#domain/reason.ts';

const notMine = {
  why: 'notMine',
  post: { vi: 'Giám đốc Sở Tài chính', en: 'Director of Finance' },
  approvalId: ApprovalId.parse('YK0000000001'),
} as const;

type Row = [what: string, reason: DraftReason | StopReason | RejectCause, vi: RegExp, en: RegExp];

const ROWS: readonly Row[] = [
  ['what an official typed, as typed', 'Sai số liệu', /^Sai số liệu$/, /^Sai số liệu$/],
  [
    'a decision that was not theirs, by the post in that language',
    notMine,
    /gửi Giám đốc Sở Tài chính báo ý kiến YK0000000001/,
    /sent to the Director of Finance says that decision YK0000000001/,
  ],
  [
    'what lies idle in a case, by the project’s name in that language',
    {
      why: 'idleInCase',
      project: { vi: 'Cầu Tân Kỳ', en: 'Tan Ky bridge' },
      caseId: CaseId.parse('HS-2024-0001'),
    },
    /dự án Cầu Tân Kỳ không thể giải ngân trước thời hạn \(hồ sơ HS-2024-0001\)/,
    /capital of Tan Ky bridge cannot be spent by the deadline \(case HS-2024-0001\)/,
  ],
  [
    'too few votes',
    { why: 'tooFewVotes', agreed: 1, quorum: 2 },
    /^Thẩm định không đủ ý kiến đồng ý: 1, cần 2$/,
    /^Too few appraisers agreed: 1 of 2 needed$/,
  ],
  [
    'a stop, with the words of whoever stopped it',
    { why: 'stopped', reason: 'Xem lại danh mục' },
    /^Bị dừng trong thời gian chờ hiệu lực: Xem lại danh mục$/,
    /^Stopped during the cooling-off: Xem lại danh mục$/,
  ],
  [
    'a stop by somebody who did not decide',
    { why: 'stopped', reason: notMine },
    /^Bị dừng trong thời gian chờ hiệu lực: Người giữ đường dẫn/,
    /^Stopped during the cooling-off: Whoever holds the link/,
  ],
  [
    'a condition that no longer holds, with its figures as that language writes them',
    { why: 'refused', code: 'move.aboveIdle', details: { project: 'DA-X', limit: 1_500_000_000 } },
    /dự án DA-X, còn 1\.500\.000\.000\u00a0đồng/,
    /DA-X.*1,500,000,000/,
  ],
];

describe('a reason in words', () => {
  test.each(ROWS)('says %s', (_what, reason, vi, en) => {
    const said = reasonInBoth(reason);
    expect(said.vi).toMatch(vi);
    expect(said.en).toMatch(en);
  });
});
