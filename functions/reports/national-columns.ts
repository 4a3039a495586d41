import type { Dong } from '#domain/money.ts';
import type { Project } from '#domain/project.ts';

/** A project as the national system is told of it. */
type Told = {
  readonly project: Project;
  readonly owner: string;
  readonly units: string;
  readonly remaining: Dong;
};

export type NationalColumn = {
  readonly head: string;
  readonly meaning: string;
  /** The template of the National Information System on Public Investment could not be read: what stands here is assumed. */
  readonly assumed: boolean;
  readonly width: number;
  readonly format?: string;
  readonly cell: (told: Told) => string | number | null;
};

const DONG = '#,##0';
const SOURCES = {
  city: 'Ngân sách địa phương',
  central: 'Ngân sách trung ương',
  oda: 'Vốn nước ngoài',
} as const;

const known = (
  head: string,
  meaning: string,
  width: number,
  cell: NationalColumn['cell'],
): NationalColumn => ({
  head,
  meaning,
  width,
  cell,
  assumed: false,
});
const money = (head: string, meaning: string, cell: NationalColumn['cell']): NationalColumn => ({
  ...known(head, meaning, 24, cell),
  format: DONG,
});
/** A field that the system has and Khơi Thông does not know: left empty for whoever uploads. */
const empty = (head: string, meaning: string): NationalColumn => ({
  head,
  meaning,
  width: 20,
  assumed: true,
  cell: () => null,
});

/** docs/publication.md explains them, and which are assumed. */
export const NATIONAL_COLUMNS: readonly NationalColumn[] = [
  empty(
    'MA_DU_AN_HE_THONG',
    'Mã dự án do Hệ thống thông tin quốc gia về đầu tư công cấp; Khơi Thông chưa có, điền tay',
  ),
  empty('MA_QHNS', 'Mã đơn vị có quan hệ với ngân sách của dự án; Khơi Thông chưa có, điền tay'),
  known('MA_DU_AN', 'Mã dự án trong Khơi Thông', 24, ({ project }) => project.id),
  known('TEN_DU_AN', 'Tên dự án', 50, ({ project }) => project.name.vi),
  known('CHU_DAU_TU', 'Chủ đầu tư', 34, ({ owner }) => owner),
  known('DIA_BAN', 'Đơn vị hành chính, theo thứ tự', 34, ({ units }) => units),
  known(
    'NGUON_VON',
    'Nguồn vốn, theo ba nguồn của Khơi Thông',
    22,
    ({ project }) => SOURCES[project.budgetSource],
  ),
  known('NAM_KE_HOACH', 'Năm của kế hoạch vốn', 14, ({ project }) => project.capital.planYear),
  money(
    'TONG_MUC_DAU_TU',
    'Tổng mức đầu tư, đồng; để trống khi chưa biết',
    ({ project }) => project.totalInvestment ?? null,
  ),
  money(
    'KE_HOACH_NAM',
    'Kế hoạch vốn năm sau điều chỉnh đã ghi sổ, đồng',
    ({ project }) => project.capital.planned,
  ),
  money(
    'GIAI_NGAN_LUY_KE',
    'Lũy kế giải ngân từ đầu năm kế hoạch, đồng',
    ({ project }) => project.capital.disbursed,
  ),
  money('CON_LAI', 'Kế hoạch trừ giải ngân, đồng', ({ remaining }) => remaining),
  money(
    'UOC_GIAI_NGAN_DEN_HAN',
    'Phần còn giải ngân được đến hết thời hạn, đồng',
    ({ project }) => project.capital.absorbable,
  ),
  known('NGAY_SO_LIEU', 'Ngày của số liệu (năm-tháng-ngày)', 16, ({ project }) => project.capital.asOf),
  known('MINH_HOA', '1 khi số liệu là minh họa: dòng này không được nộp', 12, ({ project }) =>
    project.capital.provenance.kind === 'illustrative' || project.provenance.kind === 'illustrative' ? 1 : 0,
  ),
];
