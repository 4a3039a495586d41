import type { Locale } from '#domain/text.ts';

const VI = {
  sheet: 'Hàng chờ',
  title: 'Khơi Thông · Hàng chờ xử lý',
  asOf: 'số liệu lúc',
  cases: 'hồ sơ',
  tag: 'Số tiền là đồng, số nguyên. Hạn tính bằng ngày làm việc. Số liệu có thể là minh họa: xem mục Dự án về nguồn của từng số.',
  code: 'Mã hồ sơ',
  project: 'Dự án',
  projectCode: 'Mã dự án',
  category: 'Loại vướng mắc',
  units: 'Địa bàn',
  status: 'Tình trạng',
  rung: 'Bậc',
  holder: 'Đang chờ ai',
  since: 'Từ ngày',
  due: 'Hạn',
  overdue: 'Quá hạn (ngày làm việc)',
  atRisk: 'Vốn chưa giải ngân (đồng)',
  idle: 'Vốn nằm chờ (đồng)',
  why: 'Vì sao đang tắc',
  next: 'Việc tự động tiếp theo',
  nextOn: 'Ngày của việc tiếp theo',
} as const;

const EN: Readonly<Record<keyof typeof VI, string>> = {
  sheet: 'Queue',
  title: 'Khơi Thông · Escalation queue',
  asOf: 'as of',
  cases: 'cases',
  tag: 'Amounts are whole đồng. Deadlines count working days. Figures can be illustrative: each project says where its figures come from.',
  code: 'Case',
  project: 'Project',
  projectCode: 'Project code',
  category: 'Kind of blocker',
  units: 'Units',
  status: 'Status',
  rung: 'Rung',
  holder: 'Waits for',
  since: 'Since',
  due: 'Due',
  overdue: 'Overdue (working days)',
  atRisk: 'Not disbursed (đồng)',
  idle: 'Idle capital (đồng)',
  why: 'Why it is stuck',
  next: 'What happens by itself next',
  nextOn: 'Day of what comes next',
};

export const SHEET_WORDS: Readonly<Record<Locale, Readonly<Record<keyof typeof VI, string>>>> = {
  vi: VI,
  en: EN,
};
