/** The overview: where capital is stuck, and who has to do what today. */
export const OVERVIEW_VI = {
  'nav.overview': 'Tổng quan',
  'overview.titleNone': 'Chưa có dự án nào',
  'overview.capital': 'Vốn kế hoạch năm {year}',
  'overview.of': 'bằng {percent} kế hoạch {planned}',
} as const;
