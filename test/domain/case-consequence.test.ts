import { describe, expect, test } from 'vitest';
import type { Approval, OpenApproval } from '#domain/approval.ts';
import type { Case } from '#domain/case.ts';
import { closeCase, escalateCase, reassignCase, urge } from '#domain/case-command.ts';
import { consequencesOf } from '#domain/case-consequence.ts';
import { pauseCase, resumeCase } from '#domain/case-pause.ts';
import { type Change, NO_CHANGE } from '#domain/change.ts';
import { type Instant, LocalDate } from '#domain/time.ts';
import { aCalendar, aCase, aLadder, aLink, anOffice, ask, asked, at, officeId, only } from './builders.ts';

const now = at('2024-10-09', '09:15');
const by = officeId('city-chairman');
const ladder = aLadder();
const calendar = aCalendar();
const opened = asked(ask(aCase()));
const { record } = opened;
const approval: OpenApproval = { ...opened.approval, links: [aLink(opened.approval)] };

function told(
  change: Change,
  before: readonly Approval[] = [approval],
  of: Case = record,
  when: Instant = now,
) {
  const nameOf = (id: string) => ({ vi: `Cơ quan ${id}`, en: `Office ${id}` });
  return consequencesOf({ case: of, change, before, ladder, calendar, nameOf, now: when });
}
const plain = (words: string) => words.replaceAll('\u00a0', ' ');
const vi = (sentences: readonly { vi: string }[]) => sentences.map((each) => plain(each.vi));

const pausing = {
  case: record,
  openApprovals: [approval],
  reason: 'court' as const,
  note: '',
  reviewOn: LocalDate.parse('2024-10-21'),
  calendar,
  now,
  by,
};

describe('what follows', () => {
  test('from urging: one mail, the same due time; a second one on the day is said to be one', () => {
    const change = urge({ approval, case: record, confirmed: false, by, now });
    expect(vi(told(change))).toEqual([
      'Office owner-tcip nhận ngay một thư đôn đốc. Hạn 17:00, thứ Sáu 11/10/2024 giữ nguyên.',
      'Nhật ký hồ sơ ghi thêm 1 biên nhận.',
    ]);
    const urged = { ...approval, urgedAt: now };
    const again = urge({ approval: urged, case: record, confirmed: true, by, now });
    expect(vi(told(again, [urged]))[0]).toBe('Hôm nay đã đôn đốc lúc 09:15. Đây là thư đôn đốc thêm.');
    expect(vi(told(again, []))).toEqual(['Nhật ký hồ sơ ghi thêm 1 biên nhận.']);
  });

  test('from escalating: who is told, who is asked until when, who gets a notice', () => {
    const change = escalateCase({ case: record, approval, ladder, reason: 'Lý do', now, by });
    expect(told(change).map(({ en }) => plain(en))).toEqual([
      'The ask is withdrawn from the Office owner-tcip; the links in its mails stop working.',
      'Told by mail that no answer is needed any more: Holder.',
      'The ask goes at once to the Office district-chair-776; working days to answer: 3, due 17:00, Monday 14 October 2024.',
      'A notice goes to: Office district-chair-778.',
      'New receipts in the log of the case: 2.',
    ]);
    expect(vi(told(change, []))).toHaveLength(4);
  });

  test('from giving the case to another office; to the same one nothing does', () => {
    const change = reassignCase({ case: record, approval, office: anOffice('so-xay-dung'), now, by });
    expect(vi(told(change))[2]).toContain('Cơ quan so-xay-dung được hỏi ngay, có 3 ngày làm việc');
    expect(vi(told(NO_CHANGE))).toEqual(['Không có gì thay đổi.']);
  });

  test('from a pause and its end: which clock stands with how many days, until when', () => {
    const pause = pauseCase(pausing);
    expect(vi(told(pause))).toEqual([
      'Thời hạn dừng từ bây giờ; 2 ngày làm việc còn lại được giữ nguyên.',
      'Hồ sơ tự chạy tiếp lúc 08:00, thứ Hai 21/10/2024, nếu chưa ai cho chạy tiếp trước đó.',
      'Trong lúc tạm dừng, hồ sơ không nhận ý kiến.',
      'Nhật ký hồ sơ ghi thêm 1 biên nhận.',
    ]);
    const recovering = { ...approval, kind: 'recoverCase' as const };
    expect(vi(told(pauseCase({ ...pausing, openApprovals: [recovering] }), [recovering]))).toHaveLength(3);
    const paused = only(pause.cases);
    const later = at('2024-10-16');
    const openApprovals = pause.approvals.flatMap((each) => (each.status === 'open' ? [each] : []));
    const resume = resumeCase({ case: paused, openApprovals, calendar, now: later, by });
    expect(vi(told(resume, openApprovals, paused, later))).toEqual([
      'Thời hạn của Office owner-tcip chạy tiếp: hạn mới 17:00, thứ Sáu 18/10/2024.',
      'Nhật ký hồ sơ ghi thêm 1 biên nhận.',
    ]);
  });

  test('from closing, also during a pause: it is the end', () => {
    const closing = {
      ladder,
      ground: 'court' as const,
      reason: 'Tòa án',
      confirm: record.id,
      now,
      by: anOffice('city-chairman', { kind: 'cityChairman' }),
    };
    const change = closeCase({ ...closing, case: record, openApprovals: [approval] });
    expect(vi(told(change)).slice(2)).toEqual([
      'Thông báo được gửi tới Cơ quan owner-tcip và Cơ quan reporter-776.',
      'Hồ sơ kết thúc, không mở lại được. Vướng mắc vẫn còn thì báo lại thành hồ sơ mới.',
      'Nhật ký hồ sơ ghi thêm 2 biên nhận.',
    ]);
    const pause = pauseCase(pausing);
    const openApprovals = pause.approvals.flatMap((each) => (each.status === 'open' ? [each] : []));
    const paused = only(pause.cases);
    const ended = closeCase({ ...closing, case: paused, openApprovals });
    expect(vi(told(ended, openApprovals, paused))).toHaveLength(5);
  });
});
