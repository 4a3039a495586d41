import type { Shown } from '#domain/approval.ts';
import { say } from '#domain/messages.ts';
import type { Locale } from '#domain/text.ts';
import { factRow } from './frame.ts';
import { type Markup, markup } from './markup.ts';

export type ShownFact = Shown['facts'][number];

/** How many facts stand first, and in a mail, where there is less room for the others. */
const MAIN = 4;

/** What an official wants to know first, by the beginning of the Vietnamese label, most wanted first. */
const FIRST = [
  'Câu hỏi',
  'Trả lời',
  'Cam kết',
  'Tổng giảm',
  'Tổng tăng',
  'Vướng mắc',
  'Đề nghị',
  'Vốn kế hoạch',
  'Vướng từ',
  'Lý do',
  'Lỗi',
  'Nguyên nhân',
  'Đã giải ngân',
  'Vốn nằm chờ',
  'Đơn vị',
];

function rank({ label }: ShownFact): number {
  const at = FIRST.findIndex((beginning) => label.vi.startsWith(beginning));
  return at < 0 ? FIRST.length : at;
}

/** The most wanted facts (at most `count`), and the rest in the order in which the record has them. */
export function splitFacts(
  facts: readonly ShownFact[],
  count = MAIN,
): { main: readonly ShownFact[]; rest: readonly ShownFact[] } {
  const main = facts.toSorted((a, b) => rank(a) - rank(b)).slice(0, count);
  return { main, rest: facts.filter((fact) => !main.includes(fact)) };
}

function row(fact: ShownFact, locale: Locale, changed: ReadonlySet<ShownFact>): Markup {
  const mark = changed.has(fact) ? markup`<span class="new">${say(locale, 'facts.changed')}</span>` : null;
  return factRow(fact.label[locale], markup`${fact.value[locale]}${mark}`);
}

/** Everything that is decided on: the main facts, then the rest, those that have changed marked in words. */
export function factLists(
  facts: readonly ShownFact[],
  locale: Locale,
  changed: ReadonlySet<ShownFact> = new Set(),
): Markup {
  const { main, rest } = splitFacts(facts);
  const rows = (list: readonly ShownFact[]) => list.map((fact) => row(fact, locale, changed));
  return markup`<dl>${rows(main)}</dl>${
    rest.length === 0
      ? null
      : markup`<h2 class="more">${say(locale, 'facts.more')}</h2><dl class="small">${rows(rest)}</dl>`
  }`;
}
