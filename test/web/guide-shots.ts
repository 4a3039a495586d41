/** The pictures of the guides: names, whose sign-in, which page, what is done and what must be there before each is taken. */
import type { Page } from 'playwright-core';
import { chooseSheet, MIXED, sheetOf } from './import-sheet.ts';

export type Shot = {
  readonly vi: string;
  readonly en: string;
  readonly path: string;
  /** Where the page has an address of its own in English. */
  readonly pathEn?: string;
  /** Whose sign-in; none for a page that needs none. */
  readonly person?: string;
  readonly ready: string;
  readonly act?: (page: Page) => Promise<void>;
  /** In px; a desk's when it is not given. */
  readonly width?: number;
  /** What stands at the top of the picture, instead of the page's own top. */
  readonly top?: string;
};

const PHONE = 390;
const LEADER = 'chu-tich-thanh-pho';
const REPORTER = 'bao-cao-q8';
const STAFF = 'ke-hoach-von';
const CLERK = 'thu-ky-hdnd';
const OPERATOR = 'truc-ban';
const AUDITOR = 'kiem-toan';
const ANY_ROW = 'main .kt-card tbody tr, main .kt-card li, main dl';
const DRAWN = 'main svg g[role=button]';

const next = async (page: Page) => page.locator('main form:has(h1) button[type="submit"]').click();
const first = async (page: Page) => page.getByRole('radio').first().check();

async function describeBlocker(page: Page): Promise<void> {
  await first(page);
  await next(page);
  await page.locator('#description').fill('Còn 12 hộ chưa bàn giao mặt bằng, đã vận động ba lần.');
}

async function answerAll(page: Page): Promise<void> {
  await describeBlocker(page);
  await next(page);
  await first(page);
  await next(page);
  await first(page);
  await next(page);
  await page.locator('input[name="solution"]').first().check();
  await page.locator('#request').fill('UBND quận phê duyệt phương án bồi thường đợt 3');
  await next(page);
  await page.locator('section ol li').first().waitFor();
}

async function previewSheet(page: Page): Promise<void> {
  await chooseSheet(page, 'vuong-mac-quan-8.xlsx', await sheetOf(MIXED));
  await page.locator('main tbody textarea').first().waitFor();
}

async function choose(page: Page): Promise<void> {
  const boxes = page.locator('main tbody input[type="checkbox"]');
  await boxes.nth(0).check();
  await boxes.nth(1).check();
}

async function balance(page: Page): Promise<void> {
  const amount = '50000000000';
  await page.locator('[id="donors.0.amount"]').fill(amount);
  await page.locator('section select').nth(1).selectOption('DA-XUYEN-TAM');
  await page.locator('#reason').fill('Vốn không còn khả năng giải ngân trong năm.');
  await page.locator('[id="recipients.0.amount"]').fill(amount);
}

/** On the first morning. */
export const reporting = (ask: { mail: string; link: string }): readonly Shot[] => {
  const form = { person: REPORTER, path: '/report', ready: 'main input[type=radio]' };
  const sheet = { person: REPORTER, path: '/import', ready: 'main fieldset' };
  return [
    { vi: 'dang-nhap', en: 'sign-in', path: '/', ready: 'button[value]' },
    { ...form, vi: 'bao-cao-1-du-an', en: 'report-1-project', act: first },
    { ...form, vi: 'bao-cao-2-noi-dung', en: 'report-2-words', act: describeBlocker },
    { ...form, vi: 'bao-cao-dien-thoai', en: 'report-phone', act: describeBlocker, width: PHONE },
    { ...form, vi: 'bao-cao-6-kiem-tra', en: 'report-6-check', act: answerAll },
    {
      vi: 'bao-cao-cua-toi',
      en: 'my-reports',
      person: REPORTER,
      path: '/report/mine',
      ready: 'main textarea',
    },
    { ...sheet, vi: 'nhap-bang-tinh', en: 'import' },
    { ...sheet, vi: 'nhap-xem-truoc', en: 'import-preview', act: previewSheet, top: 'main table' },
    { vi: 'thu-xin-y-kien', en: 'mail', path: `/mail?id=${ask.mail}`, ready: 'iframe, main' },
    { vi: 'trang-xu-ly', en: 'action-page', path: ask.link, ready: 'form' },
    { vi: 'trang-xu-ly-dien-thoai', en: 'action-page-phone', path: ask.link, ready: 'form', width: PHONE },
  ];
};

/** While the council is asked about a move. */
export const council = (link: string): readonly Shot[] => [
  { vi: 'ghi-nghi-quyet', en: 'record-resolution', path: link, ready: 'form', act: first, top: 'form' },
];

/** Two weeks later, with the move waiting for its hour. */
export const later = (caseId: string, moveId: string): readonly Shot[] => {
  const story = { path: `/cases/${caseId}`, ready: 'main ol[aria-label] li' };
  const move = { path: `/moves/${moveId}`, ready: 'main table' };
  return [
    { vi: 'tong-quan', en: 'overview', person: LEADER, path: '/', ready: 'main .kt-card table:visible' },
    { vi: 'hang-cho', en: 'queue', person: LEADER, path: '/queue', ready: 'main tbody tr', act: choose },
    { ...story, vi: 'ho-so', en: 'case', person: LEADER },
    {
      ...story,
      vi: 'nhat-ky',
      en: 'case-log',
      person: AUDITOR,
      top: 'section:has(> ol[class*="log"]), ol[class*="log"]',
    },
    { vi: 'von', en: 'capital', person: STAFF, path: '/capital', ready: DRAWN },
    {
      vi: 'von-nam-cho',
      en: 'idle-capital',
      person: STAFF,
      path: '/capital?tab=idle',
      ready: 'main table',
      top: '[role=tablist], main table',
    },
    { vi: 'phuong-an', en: 'planner', person: STAFF, path: '/planner', ready: 'text=/PA-[0-9a-f]{20}/' },
    {
      vi: 'lap-dieu-chuyen',
      en: 'draft-move',
      person: STAFF,
      path: '/moves/new?donor=DA-CHONG-NGAP',
      ready: 'main select',
      act: balance,
    },
    { ...move, vi: 'dieu-chuyen', en: 'move', person: STAFF },
    { ...move, vi: 'dieu-chuyen-thu-ky', en: 'move-clerk', person: CLERK },
    { vi: 'sao-ke', en: 'statement', person: AUDITOR, path: '/projects/DA-CHONG-NGAP', ready: 'main table' },
    { vi: 'cong-khai', en: 'publication', person: STAFF, path: '/publication', ready: 'main table' },
    { vi: 'trang-cong-khai', en: 'public-status', path: '/cong-khai', pathEn: '/public-status', ready: 'h1' },
    { vi: 'danh-ba', en: 'directory', person: OPERATOR, path: '/directory', ready: ANY_ROW },
    { vi: 'chuc-danh', en: 'office', person: OPERATOR, path: '/directory/city-chairman', ready: ANY_ROW },
    { vi: 'don-vi', en: 'units', person: OPERATOR, path: '/directory?view=units', ready: ANY_ROW },
    { vi: 'lich', en: 'calendar', person: OPERATOR, path: '/directory?view=calendar', ready: ANY_ROW },
    { vi: 'van-hanh', en: 'operator', person: OPERATOR, path: '/operator', ready: ANY_ROW },
  ];
};
