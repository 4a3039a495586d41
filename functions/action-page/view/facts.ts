import type { Shown } from '#domain/approval.ts';
import { say } from '#domain/messages.ts';
import type { Locale } from '#domain/text.ts';
import { factRow, glued } from './frame.ts';
import { type Markup, markup } from './markup.ts';

export type ShownFact = Shown['facts'][number];

/** How many facts stand first. */
const MAIN = 4;

/** What an official wants to know first, by the beginning of the Vietnamese label, most wanted first. */
const OF_A_CASE = [
  'Câu hỏi',
  'Trả lời',
  'Cam kết',
  'Vướng mắc',
  'Đề nghị',
  'Vốn kế hoạch',
  'Vướng từ',
  'Lỗi',
  'Đã giải ngân',
  'Vốn nằm chờ',
  'Nguyên nhân',
  'Đơn vị',
];
const OF_A_MOVE = ['Tổng giảm', 'Tổng tăng', 'Lý do', 'Giảm:', 'Tăng:'];

function rankIn(wanted: readonly string[]) {
  return ({ label }: ShownFact): number => {
    const at = wanted.findIndex((beginning) => label.vi.startsWith(beginning));
    return at < 0 ? wanted.length : at;
  };
}

type Split = { readonly main: readonly ShownFact[]; readonly rest: readonly ShownFact[] };

/** The most wanted facts, and the rest in the order of the record. Of a move all lines count: they are what is decided. */
export function splitFacts(facts: readonly ShownFact[], most?: number): Split {
  const isMove = facts.some(({ label }) => label.vi.startsWith('Tổng giảm'));
  const rank = rankIn(isMove ? OF_A_MOVE : OF_A_CASE);
  const lines = facts.filter((fact) => rank(fact) < OF_A_MOVE.length);
  const count = most ?? (isMove ? lines.length : MAIN);
  const main = facts.toSorted((a, b) => rank(a) - rank(b)).slice(0, count);
  return { main, rest: facts.filter((fact) => !main.includes(fact)) };
}

function row(fact: ShownFact, locale: Locale, changed: ReadonlySet<ShownFact>): Markup {
  const mark = changed.has(fact) ? markup`<span class="new">${say(locale, 'facts.changed')}</span>` : null;
  return factRow(fact.label[locale], markup`${glued(fact.value[locale])}${mark}`);
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
