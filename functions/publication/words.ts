import type { Locale } from '#domain/text.ts';

/** Words of the public status page. */
const VI = {
  title: 'Thành phố tháo gỡ đến đâu rồi?',
  city: 'Thành phố Hồ Chí Minh · đầu tư công',
  asOf: 'Số liệu lúc {at}',
  illustrative: 'Số liệu minh họa: trang này chạy với dữ liệu mẫu, không phải số liệu chính thức.',
  blocked: 'vướng mắc được theo dõi',
  open: 'đang xử lý',
  clearedAll: 'đã tháo gỡ hoặc đã điều chuyển vốn',
  clearedMonth: 'tháo gỡ trong tháng này',
  cells: 'Mỗi ô là một vướng mắc',
  disbursement: 'Giải ngân kế hoạch vốn năm {year}, đồng',
  group: 'Nhóm dự án',
  planned: 'Kế hoạch',
  disbursed: 'Đã giải ngân',
  rate: 'Tỷ lệ',
  total: 'Cộng',
  unknown: 'chưa có số liệu',
  method:
    'Cách tính: đã giải ngân chia cho kế hoạch vốn năm sau các lần điều chuyển đã ghi sổ; số tiền tính theo đồng, làm tròn khi hiển thị. Nguồn: số liệu chủ đầu tư và Kho bạc Nhà nước được nhập vào hệ thống; từng dòng ghi nguồn và ngày trong tệp tải về.',
  download: 'Tải dữ liệu',
  licence: 'Giấy phép CC BY 4.0. Không có tên người, số hộ theo địa chỉ hay nội dung tự viết trong dữ liệu.',
  standard: 'Dự án theo chuẩn OC4IDS 0.9.5',
  catalogue: 'Danh mục các tệp (DCAT)',
  other: 'English',
  status: 'Trạng thái',
  count: 'Số vướng mắc',
} as const;

type Words = Readonly<Record<keyof typeof VI, string>>;

const EN: Words = {
  title: 'How far has the city got in clearing its projects?',
  city: 'Ho Chi Minh City · public investment',
  asOf: 'Figures as of {at}',
  illustrative: 'Illustrative figures: this page runs on sample data; nothing here is official.',
  blocked: 'blockers tracked',
  open: 'being worked on',
  clearedAll: 'cleared, or their capital moved',
  clearedMonth: 'cleared this month',
  cells: 'Each square is one blocker',
  disbursement: 'Disbursement of the {year} plan, VND',
  group: 'Group of projects',
  planned: 'Plan',
  disbursed: 'Disbursed',
  rate: 'Rate',
  total: 'Total',
  unknown: 'not known',
  method:
    'Method: disbursed divided by the plan of the year after all moves in the ledger; amounts in đồng, rounded when shown. Source: figures of the project owners and the State Treasury as entered; each row of the files names its source and its date.',
  download: 'Download the data',
  licence: 'Licence CC BY 4.0. No names, no households by address and no free text are in the data.',
  standard: 'Projects by the standard OC4IDS 0.9.5',
  catalogue: 'Catalogue of the files (DCAT)',
  other: 'Tiếng Việt',
  status: 'Status',
  count: 'Blockers',
};

export const PAGE_WORDS: Readonly<Record<Locale, Words>> = { vi: VI, en: EN };
