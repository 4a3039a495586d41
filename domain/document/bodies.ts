import type { LocalDate } from '../time.ts';
import type { Header, Signature } from './content.ts';

/** The bodies that issue documents, as they write themselves; an Office is a post and says less. */
export const CITY = 'Thành phố Hồ Chí Minh';

export type Body = {
  readonly name: string;
  /** In the number: "UBND" in "/TTr-UBND". */
  readonly symbol: string;
  readonly superior: readonly string[];
  readonly issuer: readonly string[];
  readonly signature: Signature;
};

export const COMMITTEE: Body = {
  name: 'Ủy ban nhân dân Thành phố',
  symbol: 'UBND',
  superior: [],
  issuer: ['ỦY BAN NHÂN DÂN', 'THÀNH PHỐ HỒ CHÍ MINH'],
  signature: { authority: ['TM. ỦY BAN NHÂN DÂN'], post: 'CHỦ TỊCH' },
};

export const COUNCIL_NAME = 'Hội đồng nhân dân Thành phố';

/** From 1 March 2025 the Department of Finance has the work of the Department of Planning and Investment. */
const MERGED = '2025-03-01';
const UNDER_COMMITTEE = COMMITTEE.issuer;

export function planningBody(on: LocalDate): Body {
  const merged = on >= MERGED;
  const name = merged ? 'Sở Tài chính' : 'Sở Kế hoạch và Đầu tư';
  return {
    name,
    symbol: merged ? 'STC' : 'SKHĐT',
    superior: UNDER_COMMITTEE,
    issuer: [name.toLocaleUpperCase('vi')],
    signature: { authority: [], post: 'GIÁM ĐỐC' },
  };
}

/** "/TTr-UBND" of a submission paper; a letter has no type in its number: "/UBND-TH". */
export function headerOf(body: Body, symbol: string, date: string): Header {
  const { superior, issuer } = body;
  return { superior, issuer, symbol, place: CITY, date };
}
