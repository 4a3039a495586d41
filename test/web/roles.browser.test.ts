import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { EN } from '#web/words/en.ts';
import { VI } from '#web/words/vi.ts';
import { caseOf, draftMove, IDLE_PROJECT } from './guide-city.ts';
import { inBrowser } from './suite.ts';

/** Pages on which posts differ; `{case}` and `{move}` are those of the project whose capital lies idle. */
const PAGES = {
  overview: '/',
  queue: '/queue?tab=open',
  case: '/cases/{case}',
  capital: '/capital',
  project: `/projects/${IDLE_PROJECT}`,
  move: '/moves/{move}',
  draft: '/moves/new',
  planner: '/planner',
  report: '/report',
  import: '/import',
  calendar: '/directory?view=calendar',
  office: '/directory/finance',
  publication: '/publication',
  operator: '/operator',
} as const;
type Place = keyof typeof PAGES;

function readPlaces(): readonly Place[] {
  return Object.keys(PAGES) as Place[];
}

/** Pages that are the same for everybody who sees them. */
const REST = [
  '/cases',
  '/capital?tab=idle',
  '/capital?tab=absorbing',
  '/capital?tab=projects',
  '/capital?tab=ledger',
  '/report/mine',
  '/directory',
  '/directory?view=units',
] as const;

/** Buttons that begin a change, by their words; every other one only shows, leads, prints or saves a file. */
const CHANGES = [
  'Đôn đốc',
  'Chuyển cấp',
  'Giao lại',
  'Việc khác',
  'Gửi ý kiến',
  'Ghi số, ngày văn bản',
  'Lập điều chuyển',
  'Sửa các dòng',
  'Gửi dự thảo',
  'Dừng lại',
  'Hoàn lại vốn',
  'Tính phương án',
  'Lập dự thảo từ phương án',
  'Tiếp tục',
  'Chọn tệp',
  'Xem hạn nào dời',
  'Bổ nhiệm',
  'Ghi vắng mặt',
  'Sửa địa chỉ',
  'Kết thúc',
];

type Rights = {
  readonly menu: readonly string[];
  /** Pages that are there for the post, with what it may begin on them; the others say that it may not see them. */
  readonly pages: Readonly<Partial<Record<Place, readonly string[]>>>;
};

const SEEN = { overview: [], queue: [], case: [], project: [], publication: [] } as const;
const CITY = { ...SEEN, capital: [], move: [], calendar: [], office: [] } as const;
const LOOK = ['Tổng quan', 'Hàng chờ', 'Hồ sơ'] as const;
const REPORTS = ['Báo vướng mắc', 'Báo cáo của tôi', 'Nhập từ bảng tính'] as const;
const LISTS = ['Cơ quan và lịch', 'Công khai và văn bản'] as const;
const RECORD = ['Ghi số, ngày văn bản'] as const;
const REPORTING = { report: ['Tiếp tục'], import: ['Chọn tệp'] } as const;

/** Each role by a sample post that has it. */
const TABLE: Readonly<Record<string, Rights>> = {
  'bao-cao-q8': {
    menu: [...LOOK, ...REPORTS, 'Công khai và văn bản'],
    pages: { ...SEEN, ...REPORTING, case: RECORD },
  },
  'bi-thu-q8': { menu: [...LOOK, 'Điều chuyển vốn', ...LISTS], pages: CITY },
  'chu-tich-thanh-pho': {
    menu: [...LOOK, 'Điều chuyển vốn', 'Phương án điều chuyển', ...REPORTS, ...LISTS],
    pages: {
      ...CITY,
      ...REPORTING,
      case: ['Đôn đốc', 'Chuyển cấp', 'Giao lại', 'Việc khác', ...RECORD],
      planner: ['Tính phương án'],
      office: ['Ghi vắng mặt'],
    },
  },
  'ke-hoach-von': {
    menu: [...LOOK, 'Điều chuyển vốn', 'Phương án điều chuyển', ...REPORTS, ...LISTS],
    pages: {
      ...CITY,
      ...REPORTING,
      case: RECORD,
      capital: ['Lập điều chuyển'],
      project: ['Lập điều chuyển'],
      move: ['Sửa các dòng'],
      draft: ['Gửi dự thảo'],
      planner: ['Tính phương án', 'Lập dự thảo từ phương án'],
      office: ['Ghi vắng mặt'],
    },
  },
  'thu-ky-hdnd': { menu: [...LOOK, 'Điều chuyển vốn', ...LISTS], pages: { ...CITY, case: RECORD } },
  'truc-ban': {
    menu: [...LOOK, 'Điều chuyển vốn', ...LISTS, 'Vận hành'],
    pages: {
      ...CITY,
      calendar: ['Xem hạn nào dời'],
      office: ['Bổ nhiệm', 'Ghi vắng mặt', 'Sửa địa chỉ', 'Kết thúc'],
      operator: [],
    },
  },
  'kiem-toan': {
    menu: [...LOOK, 'Điều chuyển vốn', 'Phương án điều chuyển', ...LISTS, 'Vận hành'],
    pages: { ...CITY, planner: [], operator: [] },
  },
};

const REFUSED = 'Chức danh này không xem được mục này';
const KEYS = new Set([...Object.keys(VI), ...Object.keys(EN)]);
/** What only the code says: `inReview`, `case.print`, `{n}`, `unblock-project`. */
const RAW =
  /\b[a-z]+[A-Z][A-Za-z]*\b|\b[a-z][A-Za-z]*(?:\.[A-Za-z]+)+\b|\{\w+\}|\bundefined\b|\bNaN\b|\[object|\b[a-z]+-(?:project|portfolio|ladder|decision|capital|case|office|move)\b/g;
const CODE = /\b(?:HS|DC|DA|VM|NK|PA|YK)-?[A-Z0-9]{2,}[A-Z0-9-]*/;

/** Everything that the page says, to the eye and to a screen reader. */
async function saidOn(page: Page): Promise<string> {
  const said: unknown = await page.evaluate(`(() => {
    const main = document.querySelector('main');
    const told = [...main.querySelectorAll('*')].flatMap((each) =>
      ['aria-label', 'title', 'placeholder', 'alt'].map((name) => each.getAttribute(name) ?? ''));
    const options = [...main.querySelectorAll('option')].map(({ textContent }) => textContent);
    return [document.title, main.innerText, ...told, ...options].join('\\n');
  })()`);
  return String(said);
}

/** Opens a page whole; none shows a key or a code of the program, or is called by a code. */
async function see(page: Page, path: string): Promise<string> {
  await page.goto(path);
  const title = page.locator('main h1');
  await title.waitFor();
  await page.waitForLoadState('networkidle');
  await page
    .getByRole('status')
    .filter({ hasText: /^(Đang tải|Loading)/ })
    .first()
    .waitFor({ state: 'detached' });
  const raw = [...(await saidOn(page)).matchAll(RAW)].map(String);
  expect(
    raw.filter((word) => !word.includes('.') || KEYS.has(word)),
    path,
  ).toEqual([]);
  const heading = (await title.textContent()) ?? '';
  expect(heading, path).not.toMatch(CODE);
  return heading;
}

inBrowser('what each role sees and may do', (web) => {
  const place = { case: '', move: '' };
  const addressOf = (name: Place): string =>
    PAGES[name].replace('{case}', place.case).replace('{move}', place.move);
  beforeAll(async () => {
    place.case = await caseOf(web.host, 'DA-MOI-TRUONG-NUOC-GD2');
    place.move = await draftMove(web.host);
  });

  it.each(Object.entries(TABLE))(
    '%s finds in the menu and on each page what the post may do',
    async (post, { menu, pages }) => {
      const { page, complaints } = await web.as(post);
      const entries = page.getByRole('navigation', { name: 'Mục chính' }).getByRole('link');
      await entries.first().waitFor();
      const names = await entries.evaluateAll((links) =>
        links.map((link) => link.querySelector('span')?.textContent ?? ''),
      );
      expect(names).toEqual(menu);
      const found: Partial<Record<Place, readonly string[]>> = {};
      for (const at of readPlaces()) {
        if ((await see(page, addressOf(at))) === REFUSED) continue;
        const buttons = await page.locator('main').getByRole('button').allTextContents();
        const links = await page.locator('main a[class*=Button]').allTextContents();
        const offered = new Set([...buttons, ...links].map((text) => text.trim()));
        found[at] = CHANGES.filter((change) => offered.has(change));
      }
      expect(found).toEqual(Object.fromEntries(Object.entries(pages).map(([at, acts]) => [at, [...acts]])));
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );

  it.each(['vi', 'en'] as const)('no page shows a key or a code, in %s', async (locale) => {
    const { page } = await web.as('chu-tich-thanh-pho', '/', { locale, colorScheme: 'light', width: 1440 });
    const own = locale === 'en' ? readPlaces().map(addressOf) : [];
    for (const path of [...REST, ...own]) await see(page, path);
    await page.context().close();
  });
});
