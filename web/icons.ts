import { svg } from './dom.ts';

/** Tabler outline icons, 24 px grid: the paths only. */
const PATHS = {
  overdue: 'M12 8v4M12 16h.01M8.700 3h6.600L21 8.700v6.600L15.300 21H8.700L3 15.300V8.700z',
  clock: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M12 7v5l3 3',
  dot: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M11 12a1 1 0 1 0 2 0a1 1 0 1 0-2 0',
  returned: 'M18 18v-6a3 3 0 0 0-3-3H5l4-4M9 13L5 9',
  exchange: 'M7 10h14l-4-4M17 14H3l4 4',
  stairs: 'M22 5h-5v5h-5v5H7v5H2M9 8l5-5M14 6V3h-3',
  check: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M9 12l2 2l4-4',
  pause: 'M6 5h4v14H6zM14 5h4v14h-4z',
  ban: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M5.700 5.700l12.600 12.600',
  home: 'M5 12H3l9-9l9 9h-2M5 12v7a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2v-7M10 21v-6h4v6',
  list: 'M3.500 5.500L5 7l2.500-2.500M3.500 11.500L5 13l2.500-2.500M3.500 17.500L5 19l2.500-2.500M11 6h9M11 12h9M11 18h9',
  flag: 'M5 21V5a5 5 0 0 1 7 0a5 5 0 0 0 7 0v9a5 5 0 0 1-7 0a5 5 0 0 0-7 0',
  mail: 'M3 7a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2zM3 7l9 6l9-6',
  code: 'M7 8l-4 4l4 4M17 8l4 4l-4 4M14 4l-4 16',
  lock: 'M5 13a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2zM8 11V7a4 4 0 0 1 8 0v4',
  unlocked: 'M5 13a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2zM8 11V7a4 4 0 0 1 8 0',
  bell: 'M10 5a2 2 0 0 1 4 0a7 7 0 0 1 4 6v3a4 4 0 0 0 2 3H4a4 4 0 0 0 2-3v-3a7 7 0 0 1 4-6M9 17v1a3 3 0 0 0 6 0v-1',
  balance: 'M7 20h10M6 6l6-1l6 1M12 3v17M9 12L6 6l-3 6a3 3 0 0 0 6 0M21 12l-3-6l-3 6a3 3 0 0 0 6 0',
  person: 'M8 7a4 4 0 1 0 8 0a4 4 0 0 0-8 0M6 21v-2a4 4 0 0 1 4-4h4a4 4 0 0 1 4 4v2',
  next: 'M9 6l6 6l-6 6',
} as const;
export type IconName = keyof typeof PATHS;

/** Decoration beside a word that says the same. */
export function icon(name: IconName, size = 18): SVGElement {
  return svg(
    'svg',
    {
      width: size,
      height: size,
      viewBox: '0 0 24 24',
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': '1.9',
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
      'aria-hidden': 'true',
      class: 'icon',
    },
    svg('path', { d: PATHS[name] }),
  );
}

const WAVES = [
  ['M6 11.500c4.200 0 4.200-3.500 8.400-3.500 3.200 0 4 2 6.600 3.100', '.55'],
  ['M6 18c4.600 0 5.400-3.600 10-3.600S21.400 18 26 18', '1'],
  ['M6 24.300c4.600 0 5.400-3.600 10-3.600s5.400 3.600 10 3.600', '1'],
] as const;

/** The product's mark. */
export function mark(size = 34): SVGElement {
  return svg(
    'svg',
    { width: size, height: size, viewBox: '0 0 32 32', 'aria-hidden': 'true', class: 'mark' },
    svg('rect', { width: 32, height: 32, rx: 8, fill: '#227F8B' }),
    ...WAVES.map(([d, opacity]) =>
      svg('path', {
        d,
        stroke: '#fff',
        'stroke-opacity': opacity,
        'stroke-width': '2.6',
        fill: 'none',
        'stroke-linecap': 'round',
      }),
    ),
    svg('circle', { cx: '24.8', cy: '10.8', r: '2.3', fill: '#F2B84B' }),
  );
}
