import type { LocalDate } from '../time.ts';

/** Laws that a paper names, as long as they held; half-open spans. Titles and dates of the laws, never their wording. */
const BASES: readonly { readonly from: string; readonly to: string; readonly text: string }[] = [
  {
    from: '2016-01-01',
    to: '2025-03-01',
    text: 'Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015; Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22 tháng 11 năm 2019',
  },
  {
    from: '2017-01-01',
    to: '2026-01-01',
    text: 'Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015',
  },
  {
    from: '2020-01-01',
    to: '2025-01-01',
    text: 'Căn cứ Luật Đầu tư công ngày 13 tháng 6 năm 2019',
  },
  {
    from: '2025-01-01',
    to: '2025-07-01',
    text: 'Căn cứ Luật Đầu tư công ngày 29 tháng 11 năm 2024',
  },
  {
    // Reported in effect since 25 June 2025 (domain reference 2.1); on 1 July it was so by every account.
    from: '2025-07-01',
    to: '9999-12-31',
    text: 'Căn cứ Luật Đầu tư công ngày 29 tháng 11 năm 2024, được sửa đổi, bổ sung bởi Luật số 90/2025/QH15',
  },
  {
    from: '2020-04-06',
    to: '2025-04-08',
    text: 'Căn cứ Nghị định số 40/2020/NĐ-CP ngày 06 tháng 4 năm 2020 của Chính phủ quy định chi tiết thi hành một số điều của Luật Đầu tư công',
  },
  {
    from: '2025-04-08',
    to: '2025-10-18',
    text: 'Căn cứ Nghị định số 85/2025/NĐ-CP ngày 08 tháng 4 năm 2025 của Chính phủ quy định chi tiết thi hành một số điều của Luật Đầu tư công',
  },
  {
    from: '2025-10-18',
    to: '9999-12-31',
    text: 'Căn cứ Nghị định số 85/2025/NĐ-CP ngày 08 tháng 4 năm 2025 của Chính phủ quy định chi tiết thi hành một số điều của Luật Đầu tư công, được sửa đổi, bổ sung bởi Nghị định số 275/2025/NĐ-CP',
  },
];

/**
 * The bases of a paper of this day, in the order of their rank: a semicolon behind each, a full stop behind the last (Decree
 * 30/2020, Appendix I). Whoever signs checks them: the system does not read laws.
 */
export function legalBases(on: LocalDate): readonly string[] {
  const held = BASES.filter(({ from, to }) => from <= on && on < to);
  return held.map(({ text }, index) => `${text}${index === held.length - 1 ? '.' : ';'}`);
}
