import { formatPercent } from '#domain/format.ts';
import type { Answer } from './api.ts';
import { h, svg } from './dom.ts';
import { language, t, type WordKey } from './language.ts';
import { amount } from './parts.ts';

type Part = { readonly look: string; readonly word: WordKey; readonly value: number };

/** Water and silt: what flowed, what can still flow, what lies idle (hatched). */
function parts({ disbursed, planned, idle }: Answer<'getCapital'>): readonly Part[] {
  return [
    { look: 'flowed', word: 'capital.disbursed', value: disbursed },
    // Of the plan, so that the three add up to it; what projects could take beyond their plan is another figure.
    { look: 'flows', word: 'capital.absorbable', value: Math.max(0, planned - disbursed - idle) },
    { look: 'idle', word: 'capital.idle', value: idle },
  ];
}

const WIDTH = 1000;

function bar(shown: readonly Part[], total: number): SVGElement {
  let from = 0;
  const rects = shown.map(({ look, value }) => {
    const width = (value / total) * WIDTH;
    const rect = svg('rect', { x: from, y: 0, width: Math.max(0, width - 3), height: 44, class: look });
    from += width;
    return rect;
  });
  const hatch = svg(
    'pattern',
    { id: 'hatch', width: 8, height: 8, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    svg('rect', { width: 8, height: 8, class: 'silt' }),
    svg('rect', { width: 2.5, height: 8, class: 'hatch' }),
  );
  return svg(
    'svg',
    { viewBox: `0 0 ${WIDTH} 44`, preserveAspectRatio: 'none', class: 'bar', 'aria-hidden': 'true' },
    svg('defs', {}, hatch),
    ...rects,
  );
}

/** The plan of the year as one bar; the same in words below it. */
export function capitalBar(capital: Answer<'getCapital'>): HTMLElement {
  const shown = parts(capital);
  const total = Math.max(1, capital.planned);
  return h(
    'div',
    { class: 'capital' },
    bar(shown, total),
    h(
      'ul',
      { class: 'legend' },
      shown.map(({ look, word, value }) =>
        h(
          'li',
          {},
          h('span', { class: `key ${look}` }),
          t(word),
          h('b', {}, amount(value)),
          h('small', {}, t('capital.ofPlan', { percent: formatPercent(value / total, language()) })),
        ),
      ),
    ),
  );
}
