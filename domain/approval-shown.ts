import type { Approval, ApprovalKind, Shown } from './approval.ts';
import type { Blocker } from './blocker.ts';
import { idleOf } from './capital-figures.ts';
import type { HeldCase } from './case.ts';
import { formatCount, formatDate, formatDateTime, formatDong, formatExactDong } from './format.ts';
import type { Sha256 } from './ids.ts';
import { STATUSES_EN } from './messages/statuses.en.ts';
import { STATUSES_VI } from './messages/statuses.vi.ts';
import { sumDong } from './money.ts';
import type { Move } from './move.ts';
import type { Project } from './project.ts';
import { hashOf } from './receipt-chain.ts';
import type { Locale, Localized } from './text.ts';
import { type Instant, type LocalDate, localDateOf } from './time.ts';

type ShownFact = Shown['facts'][number];
type ClockTimes = { readonly deadline: { readonly at: Instant }; readonly expiresAt: Instant };

function both(say: (locale: Locale) => string): Localized {
  return { vi: say('vi'), en: say('en') };
}

function same(words: string): Localized {
  return { vi: words, en: words };
}

function fact(label: readonly [vi: string, en: string], value: Localized): ShownFact {
  return { label: { vi: label[0], en: label[1] }, value };
}

function word(key: keyof typeof STATUSES_VI): Localized {
  return { vi: STATUSES_VI[key], en: STATUSES_EN[key] };
}

function day(date: LocalDate): Localized {
  return both((locale) => formatDate(date, locale));
}

const DUE = ['Hạn trả lời', 'Answer due'] as const;
const WAITS_UNTIL = ['Chờ ý kiến đến', 'Waits until'] as const;
const ON_SILENCE = ['Nếu vẫn chưa trả lời', 'If nobody answers'] as const;

function dueFact({ deadline }: ClockTimes): ShownFact {
  return fact(
    DUE,
    both((locale) => formatDateTime(deadline.at, locale)),
  );
}

function waitsFact({ expiresAt }: ClockTimes): ShownFact {
  return fact(
    WAITS_UNTIL,
    both((locale) => formatDateTime(expiresAt, locale)),
  );
}

/** What silence leads to, in words: `next` is the rung above; without it the same office is asked again. */
function silenceFact(next: Localized | undefined): ShownFact {
  const value: Localized =
    next === undefined
      ? {
          vi: 'Cơ quan này được hỏi lại. Im lặng không phải là đồng ý.',
          en: 'This office is asked again. Silence is not consent.',
        }
      : {
          vi: `Hồ sơ chuyển lên bậc trên: ${next.vi}. Im lặng không phải là đồng ý.`,
          en: `The case goes up to: ${next.en}. Silence is not consent.`,
        };
  return fact(ON_SILENCE, value);
}

function clockFacts(clock: ClockTimes, next: Localized | undefined): ShownFact[] {
  return [dueFact(clock), waitsFact(clock), silenceFact(next)];
}

/** What is shown, and the hash that a decision on it must carry. */
export function sealShown(shown: Shown): { shown: Shown; shownHash: Sha256 } {
  return { shown, shownHash: hashOf(shown) };
}

/** The same facts with the times of another clock. */
export function restateClock(shown: Shown, clock: ClockTimes): Pick<Approval, 'shown' | 'shownHash'> {
  const restated = new Map([dueFact(clock), waitsFact(clock)].map((each) => [each.label.vi, each]));
  const facts = shown.facts.map((each) => restated.get(each.label.vi) ?? each);
  return sealShown({ ...shown, facts });
}

const TITLES: Record<'clearBlocker' | 'answerQuestion' | 'confirmCleared', Localized> = {
  clearBlocker: { vi: 'Tháo gỡ vướng mắc', en: 'Clear a blocker' },
  answerQuestion: { vi: 'Trả lời câu hỏi về vướng mắc', en: 'Answer a question about a blocker' },
  confirmCleared: { vi: 'Xác nhận vướng mắc đã được tháo gỡ', en: 'Confirm that a blocker is cleared' },
};

function blockerFacts(blocker: Blocker): ShownFact[] {
  const { householdsLeft, requestBy } = blocker;
  return [
    fact(['Loại vướng mắc', 'Category'], word(`category.${blocker.category}`)),
    fact(['Vướng mắc', 'Blocker'], same(blocker.description)),
    fact(['Nguyên nhân', 'Cause'], word(`cause.${blocker.cause}`)),
    fact(['Cấp giải quyết', 'Level with the power'], word(`authority.${blocker.authorityLevel}`)),
    fact(
      ['Số hộ còn lại', 'Households left'],
      householdsLeft === undefined
        ? { vi: 'chưa có số liệu', en: 'not known' }
        : both((locale) => formatCount(householdsLeft, locale)),
    ),
    fact(['Đề nghị', 'Request'], same(blocker.request)),
    ...(requestBy === undefined ? [] : [fact(['Đề nghị xong trước', 'Wanted by'], day(requestBy))]),
    fact(['Vướng từ', 'Blocked since'], day(localDateOf(blocker.reportedAt))),
  ];
}

function capitalFacts({ capital }: Project): ShownFact[] {
  const { planYear } = capital;
  const dong = (amount: number) => both((locale) => formatDong(amount, locale));
  return [
    fact([`Vốn kế hoạch năm ${planYear}`, `Planned capital ${planYear}`], dong(capital.planned)),
    fact(['Đã giải ngân', 'Disbursed'], dong(capital.disbursed)),
    fact(['Vốn nằm chờ', 'Idle capital'], dong(idleOf(capital))),
    fact(['Số liệu đến ngày', 'Figures as of'], day(capital.asOf)),
  ];
}

function storyFacts(held: HeldCase): ShownFact[] {
  const question = held.status === 'returned' ? held.question : held.answered?.question;
  return [
    ...(question === undefined ? [] : [fact(['Câu hỏi', 'Question'], same(question))]),
    ...(held.answered === undefined ? [] : [fact(['Trả lời', 'Answer'], same(held.answered.answer))]),
    ...(held.commitment === undefined
      ? []
      : [fact(['Cam kết xử lý xong', 'Promised by'], day(held.commitment.doBy))]),
  ];
}

/** All that an ask about a case shows, from the server, in both languages; `unitNames` in the project's order. */
export function showCase(args: {
  readonly kind: keyof typeof TITLES;
  readonly case: HeldCase;
  readonly project: Project;
  readonly blocker: Blocker;
  readonly unitNames: readonly Localized[];
  readonly clock: ClockTimes;
  readonly next: Localized | undefined;
}): Pick<Approval, 'shown' | 'shownHash'> {
  const { kind, project, unitNames, clock, next } = args;
  const units = both((locale) => unitNames.map((name) => name[locale]).join(', '));
  return sealShown({
    title: both((locale) => `${TITLES[kind][locale]}: ${project.name[locale]}`),
    facts: [
      fact(['Hồ sơ', 'Case'], same(args.case.id)),
      fact(['Dự án', 'Project'], project.name),
      fact(['Đơn vị', 'Units'], units),
      ...blockerFacts(args.blocker),
      ...storyFacts(args.case),
      ...capitalFacts(project),
      ...clockFacts(clock, next),
    ],
  });
}

const MOVE_TITLES: Record<'appraiseMove' | 'submitMove' | 'resolveMove' | 'decideMove', Localized> = {
  appraiseMove: { vi: 'Thẩm định điều chuyển vốn', en: 'Appraise a move of capital' },
  submitMove: { vi: 'Trình HĐND điều chuyển vốn', en: 'Submit a move of capital to the Council' },
  resolveMove: {
    vi: 'Ghi nghị quyết HĐND về điều chuyển vốn',
    en: 'Record the Council’s resolution on a move',
  },
  decideMove: {
    vi: 'Ghi quyết định UBND về điều chuyển vốn',
    en: 'Record the Committee’s decision on a move',
  },
};
export type MoveAsk = keyof typeof MOVE_TITLES & ApprovalKind;

/** All that an ask about a move shows: every line in exact đồng, both sums, and where the lines come from. */
export function showMove(
  kind: MoveAsk,
  move: Move,
  clock: ClockTimes,
): Pick<Approval, 'shown' | 'shownHash'> {
  const exact = (amount: number) => both((locale) => formatExactDong(amount, locale));
  const lines = (side: readonly [string, string], of: Move['donors']) =>
    of.map(({ projectName, amount }) =>
      fact([`${side[0]}: ${projectName.vi}`, `${side[1]}: ${projectName.en}`], exact(amount)),
    );
  const total = (of: Move['donors']) => exact(sumDong(of.map(({ amount }) => amount)));
  return sealShown({
    title: both((locale) => `${MOVE_TITLES[kind][locale]}: ${move.id}`),
    facts: [
      fact(['Điều chuyển vốn', 'Move'], same(move.id)),
      fact(['Kế hoạch năm', 'Plan year'], same(String(move.planYear))),
      ...lines(['Giảm', 'Takes from'], move.donors),
      ...lines(['Tăng', 'Gives to'], move.recipients),
      fact(['Tổng giảm', 'Total taken'], total(move.donors)),
      fact(['Tổng tăng', 'Total given'], total(move.recipients)),
      fact(['Lý do', 'Reason'], same(move.reason)),
      fact(['Quy tắc áp dụng', 'Rules applied'], same(move.rulesVersion)),
      ...clockFacts(clock, undefined),
    ],
  });
}

/** What the operator is shown: where it happened and what was said. Texts are machine output, so they are made printable. */
export function showRecovery(args: {
  readonly subject: string;
  readonly execution: string;
  readonly error: string;
  readonly cause: string;
  readonly clock: ClockTimes;
}): Pick<Approval, 'shown' | 'shownHash'> {
  const printable = (words: string) => {
    const clean = words
      .toWellFormed()
      .normalize('NFC')
      .replaceAll(/\p{Cc}+/gu, ' ')
      .trim()
      .slice(0, 1000);
    return clean === '' ? { vi: 'không rõ', en: 'not known' } : same(clean.toWellFormed());
  };
  return sealShown({
    title: { vi: `Chạy lại sau lỗi: ${args.subject}`, en: `Go on after an error: ${args.subject}` },
    facts: [
      fact(['Việc', 'Subject'], printable(args.subject)),
      fact(['Tiến trình', 'Execution'], printable(args.execution)),
      fact(['Lỗi', 'Error'], printable(args.error)),
      fact(['Nguyên nhân', 'Cause'], printable(args.cause)),
      ...clockFacts(args.clock, undefined),
    ],
  });
}
