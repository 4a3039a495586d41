import type { Office } from '../domain/office.ts';
import { offices } from './offices.ts';

/** A post that somebody can sign in as on one machine; never a person. All of them are illustrative. */
export type SampleAccount = {
  readonly username: string;
  readonly email: string;
  readonly postVi: string;
  readonly postEn: string;
  /** Groups of the user pool. */
  readonly groups: readonly string[];
  readonly claims: Readonly<Record<string, string>>;
  readonly sectionVi: string;
  readonly sectionEn: string;
  readonly doesVi: string;
  readonly doesEn: string;
};

type Kind = Pick<SampleAccount, 'groups' | 'sectionVi' | 'sectionEn' | 'doesVi' | 'doesEn'>;

const DISTRICT = { sectionVi: 'Quận/huyện', sectionEn: 'Districts' } as const;
const LEADERSHIP = { sectionVi: 'Lãnh đạo', sectionEn: 'Leadership' } as const;
const MONEY = { sectionVi: 'Kế hoạch và tài chính', sectionEn: 'Planning and finance' } as const;
const OPERATION = { sectionVi: 'Vận hành', sectionEn: 'Operation' } as const;

const REPORTER: Kind = {
  ...DISTRICT,
  groups: ['reporter'],
  doesVi: 'Báo vướng mắc, bổ sung, xác nhận đã tháo gỡ',
  doesEn: 'Reports blockers, answers, confirms that they are cleared',
};
const REVIEWER: Kind = {
  ...DISTRICT,
  groups: ['reviewer'],
  doesVi: 'Cho ý kiến về hồ sơ được hỏi',
  doesEn: 'Decides what the post is asked',
};
const LEADER: Kind = {
  ...LEADERSHIP,
  groups: ['leadership', 'reviewer'],
  doesVi: 'Đôn đốc, giao lại, tạm dừng, cho ý kiến',
  doesEn: 'Urges, reassigns, pauses, decides',
};
const STAFF: Kind = {
  ...MONEY,
  groups: ['staff'],
  doesVi: 'Lập điều chuyển vốn, ghi số văn bản đã ký',
  doesEn: 'Drafts moves, records signed documents',
};
const CLERK: Kind = {
  ...MONEY,
  groups: ['councilClerk'],
  doesVi: 'Ghi số, ngày nghị quyết của HĐND',
  doesEn: 'Records the resolutions of the council',
};
const OPERATOR: Kind = {
  ...OPERATION,
  groups: ['operator'],
  doesVi: 'Xử lý sự cố, sửa địa chỉ thư',
  doesEn: 'Recovers executions, corrects addresses',
};
const AUDITOR: Kind = {
  ...OPERATION,
  groups: ['auditor'],
  doesVi: 'Xem tất cả, không thay đổi gì',
  doesEn: 'Sees everything, changes nothing',
};

/** Who signs in: username, the office whose first member it is, and what it may do. */
const POSTS: readonly (readonly [username: string, office: string, kind: Kind])[] = [
  ['bao-cao-q8', 'district-reporter-776', REPORTER],
  ['bao-cao-binh-thanh', 'district-reporter-765', REPORTER],
  ['bao-cao-thu-duc', 'district-reporter-769', REPORTER],
  ['chu-tich-q8', 'district-chair-776', REVIEWER],
  ['bi-thu-q8', 'district-secretary-776', REVIEWER],
  ['so-xay-dung', 'so-xay-dung', REVIEWER],
  ['chu-tich-thanh-pho', 'city-chairman', LEADER],
  ['to-cong-tac', 'standing-committee', LEADER],
  ['ke-hoach-von', 'finance', STAFF],
  ['thu-ky-hdnd', 'council', CLERK],
  ['truc-ban', 'duty', OPERATOR],
  ['kiem-toan', 'van-phong-ubnd', AUDITOR],
];

function officeNamed(id: string): Office {
  const office = offices.find((each) => each.id === id);
  if (office === undefined) throw new Error(`the sample has no office ${id}`);
  return office;
}

function accountOf([username, officeId, kind]: (typeof POSTS)[number]): SampleAccount {
  const { unit, holders, name } = officeNamed(officeId);
  const [holder] = holders;
  if (holder === undefined) throw new Error(`nobody holds the office ${officeId}`);
  return {
    ...kind,
    username,
    email: holder.email,
    postVi: name.vi,
    postEn: name.en,
    claims: {
      'custom:officeId': officeId,
      ...(unit === undefined ? {} : { 'custom:unitCodes': unit }),
    },
  };
}

/** The sample accounts of the local sign-in, one for every role. */
export const accounts: readonly SampleAccount[] = POSTS.map(accountOf);
