/** What the rehearsal shows on a terminal: a bar while it runs, a table when it is over. */
import type { Outcome } from './proof.ts';
import type { Progress } from './rehearsal.ts';

const WIDTH = 28;
const TY = 1_000_000_000;

const grouped = (value: number) => String(value).replaceAll(/\B(?=(\d{3})+$)/g, '.');

/** One line that is written over; silent where nobody looks at a terminal. */
export function progressBar(projects: number): Progress {
  if (!process.stderr.isTTY) return () => undefined;
  // Five answers clear a case on the way; the bar only shows that it goes on.
  const whole = projects * 5;
  return ({ now, accepted, sent }) => {
    const filled = Math.min(WIDTH, Math.round((accepted / whole) * WIDTH));
    const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`;
    const day = new Date(now + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
    process.stderr.write(`\r${bar} ${day}  ${grouped(accepted)} ý kiến, ${grouped(sent)} thư `);
  };
}

export function clearBar(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
}

/** The rows of the closing table, in Vietnamese with the words of the glossary. */
export function table(outcome: Outcome, seed: number): string {
  const { cases, approvals, escalations, mails, capital, decisions } = outcome;
  const rows: readonly (readonly [string, string])[] = [
    ['Dự án vướng mắc', grouped(outcome.projects)],
    ['Hồ sơ đã mở', grouped(cases.opened)],
    ['  đã tháo gỡ', grouped(cases.cleared)],
    ['  đã điều chuyển vốn', grouped(cases.reallocated)],
    ['  ngoài thẩm quyền', grouped(cases.outOfScope)],
    ['  còn mở', grouped(cases.open)],
    [
      'Yêu cầu đã gửi / có ý kiến / hết hạn',
      [approvals.asked, approvals.decided, approvals.expired].map(grouped).join(' / '),
    ],
    ['Chuyển lên Bí thư quận, huyện', grouped(escalations.districtSecretary)],
    ['  lên sở, ngành', grouped(escalations.department)],
    ['  lên Chủ tịch UBND Thành phố', grouped(escalations.chairman)],
    ['  lên tổ công tác Ban Thường vụ', grouped(escalations.standingCommittee)],
    ['Thư đã gửi / đường dẫn đã mở', `${grouped(mails.sent)} / ${grouped(mails.clicked)}`],
    [
      'Vốn đã điều chuyển (tỷ đồng)',
      `${grouped(Math.round(capital.moved / TY))} trong ${capital.committedMoves} lần`,
    ],
    ['  tổng vốn không đổi', capital.conserved ? 'đúng' : 'SAI'],
    ['Ý kiến đã nhận / có hiệu lực', `${grouped(decisions.accepted)} / ${grouped(decisions.effective)}`],
    ['  mất / trùng', `${decisions.lost} / ${decisions.doubled}`],
    ['Ngày làm việc mô phỏng', grouped(outcome.simulatedWorkingDays)],
    ['Thời gian thật (giây)', String(outcome.wallSeconds).replace('.', ',')],
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  const lines = rows.map(([label, value]) => `${label.padEnd(width)}  ${value}`);
  return [`Diễn tập với số liệu minh họa, hạt giống ${seed}`, '', ...lines].join('\n');
}
