import { type AuthorityLevel, BlockerCategory, type Solution } from './blocker.ts';
import type { Localized, Provenance } from './text.ts';
import type { Unit } from './unit.ts';

/** A rule of competence: who may do this, by which text. `provenance` says whether the text was named or it is usage. */
export type CompetenceRule = {
  readonly solution: Solution;
  readonly categories: readonly BlockerCategory[];
  /** Null where it depends on the matter. */
  readonly level: AuthorityLevel | null;
  readonly basis: Localized;
  readonly provenance: Provenance;
};

const usage: Provenance = {
  kind: 'illustrative',
  note: 'Cách phân việc thường gặp; chờ cơ quan pháp chế xác nhận',
};
const law = (source: string): Provenance => ({ kind: 'source', source });
const both = (vi: string, en: string): Localized => ({ vi, en });

const LAND = 'Luật Đất đai 31/2024/QH15';
const INVESTMENT = 'Luật Đầu tư công 39/2019/QH14';
const URBAN = 'Nghị quyết 131/2020/QH14';

/** In the order in which the form offers them; the first of a category is its usual one. */
const COMPETENCE_RULES: readonly CompetenceRule[] = [
  {
    solution: 'approveCompensation',
    categories: ['GPMB'],
    level: 'district',
    basis: both(
      'UBND cấp huyện quyết định thu hồi đất, phê duyệt phương án bồi thường, hỗ trợ, tái định cư (Luật Đất đai 2024, Điều 83, Điều 87)',
      'The district People’s Committee decides land recovery and approves compensation plans (Land Law 2024, articles 83 and 87)',
    ),
    provenance: law(LAND),
  },
  {
    solution: 'enforceRecovery',
    categories: ['GPMB'],
    level: 'district',
    basis: both(
      'Chủ tịch UBND cấp huyện quyết định cưỡng chế thu hồi đất (Luật Đất đai 2024, Điều 89)',
      'The chair of the district People’s Committee orders the enforcement of land recovery (Land Law 2024, article 89)',
    ),
    provenance: law(LAND),
  },
  {
    solution: 'resettle',
    categories: ['TDC', 'GPMB'],
    level: 'department',
    basis: both(
      'Quỹ nhà, nền tái định cư dùng chung do sở, ngành của Thành phố bố trí',
      'Shared resettlement homes and plots are allotted by the city’s departments',
    ),
    provenance: usage,
  },
  {
    solution: 'approveProcedure',
    categories: ['THUTUC'],
    level: 'department',
    basis: both(
      'Sở, ngành thẩm định hồ sơ của dự án trước khi cấp có thẩm quyền phê duyệt',
      'Departments appraise the dossier before it is approved',
    ),
    provenance: usage,
  },
  {
    solution: 'adjustProject',
    categories: ['DIEUCHINH', 'THUTUC'],
    level: 'council',
    basis: both(
      'HĐND quyết định, điều chỉnh chủ trương đầu tư nhóm B, C của cấp mình (Luật Đầu tư công 2019, Điều 17); quận, phường của Thành phố không tổ chức HĐND, huyện và thành phố Thủ Đức thì có (Nghị quyết 131/2020/QH14)',
      'People’s Councils decide and adjust the investment policy of their own level (Public Investment Law 2019, article 17); the city’s urban districts have no Council, rural districts and Thủ Đức City have (Resolution 131/2020/QH14)',
    ),
    provenance: law(`${INVESTMENT}; ${URBAN}`),
  },
  {
    solution: 'adjustPlanning',
    categories: ['QUYHOACH'],
    level: 'city',
    basis: both(
      'Điều chỉnh quy hoạch, mục đích sử dụng đất của dự án trình UBND Thành phố',
      'Changes of planning and land use of a project go to the City People’s Committee',
    ),
    provenance: usage,
  },
  {
    solution: 'settleContract',
    categories: ['PHAPLY'],
    level: 'city',
    basis: both(
      'Hợp đồng BT, PPP và kết luận thanh tra do UBND Thành phố xử lý',
      'BT and PPP contracts and inspection findings are settled by the City People’s Committee',
    ),
    provenance: usage,
  },
  {
    solution: 'selectContractor',
    categories: ['DAUTHAU'],
    level: 'district',
    basis: both('Chủ đầu tư tự tổ chức lựa chọn nhà thầu', 'The project owner selects contractors by itself'),
    provenance: usage,
  },
  {
    solution: 'replaceContractor',
    categories: ['NHATHAU'],
    level: 'district',
    basis: both(
      'Chủ đầu tư xử lý nhà thầu theo hợp đồng',
      'The project owner holds the contractor to the contract',
    ),
    provenance: usage,
  },
  {
    solution: 'strengthenOwner',
    categories: ['CDT'],
    level: 'district',
    basis: both(
      'Cấp quản lý trực tiếp của chủ đầu tư củng cố nhân sự, giao lại nhiệm vụ',
      'The level above the owner strengthens its staff or reassigns the work',
    ),
    provenance: usage,
  },
  {
    solution: 'moveUtilities',
    categories: ['HTKT'],
    level: 'department',
    basis: both(
      'Di dời điện, nước, viễn thông cần sở quản lý chuyên ngành chủ trì',
      'Moving power, water and telecom lines is led by the department in charge',
    ),
    provenance: usage,
  },
  {
    solution: 'supplyMaterial',
    categories: ['VATLIEU'],
    level: 'department',
    basis: both(
      'Nguồn cát và công bố giá vật liệu thuộc sở, ngành',
      'Sand supply and published material prices are matters of departments',
    ),
    provenance: usage,
  },
  {
    solution: 'approveDesign',
    categories: ['KYTHUAT'],
    level: 'district',
    basis: both(
      'Chủ đầu tư phê duyệt thiết kế triển khai sau thiết kế cơ sở',
      'The owner approves the detailed design after the basic design',
    ),
    provenance: usage,
  },
  {
    solution: 'allotCapital',
    categories: ['VON'],
    level: 'council',
    basis: both(
      'HĐND Thành phố quyết định, điều chỉnh kế hoạch vốn đầu tư công của Thành phố',
      'The City People’s Council decides and adjusts the city’s capital plan',
    ),
    provenance: law(INVESTMENT),
  },
  {
    solution: 'settleLoan',
    categories: ['ODA'],
    level: 'central',
    basis: both(
      'Hiệp định vay và giải ngân vốn nước ngoài do bộ, ngành Trung ương xử lý',
      'Loan agreements and their disbursement are handled by central ministries',
    ),
    provenance: usage,
  },
  {
    solution: 'completeDossier',
    categories: ['HOSO'],
    level: 'district',
    basis: both(
      'Chủ đầu tư hoàn thiện hồ sơ nghiệm thu, thanh toán gửi Kho bạc',
      'The owner completes the dossier for acceptance and payment by the Treasury',
    ),
    provenance: usage,
  },
  {
    solution: 'coordinate',
    categories: ['PHOIHOP'],
    level: 'department',
    basis: both(
      'Việc giữa nhiều cơ quan cần sở, ngành chủ trì',
      'A matter between several offices needs a department in the lead',
    ),
    provenance: usage,
  },
  {
    solution: 'askCentral',
    categories: ['TW'],
    level: 'central',
    basis: both(
      'Thuộc thẩm quyền của Thủ tướng, bộ, ngành Trung ương',
      'For the Prime Minister or a central ministry to decide',
    ),
    provenance: usage,
  },
];

const OTHER: CompetenceRule = {
  solution: 'other',
  categories: BlockerCategory.options,
  level: null,
  basis: both(
    'Chưa có quy tắc cho đề nghị này; chọn cấp đúng với nội dung',
    'There is no rule for this request; choose the level that fits it',
  ),
  provenance: usage,
};

/** What a category can ask for, its usual solution first and `other` last. */
export function solutionsFor(category: BlockerCategory): readonly CompetenceRule[] {
  return [...COMPETENCE_RULES.filter(({ categories }) => categories.includes(category)), OTHER];
}

/** Who has the power: `within` is null where no rule says so. `crossesUnits` lifted the level above one district. */
export type Competence = {
  readonly solution: Solution;
  readonly within: boolean | null;
  readonly level: AuthorityLevel | null;
  readonly basis: Localized;
  readonly provenance: Provenance;
  readonly crossesUnits: boolean;
};

/** Resolution 131/2020/QH14 leaves the city's urban districts without a Council; the other units of a district's level have one. */
const WITH_COUNCIL: readonly Unit['kind'][] = ['ruralDistrict', 'city'];

const OWN: readonly AuthorityLevel[] = ['commune', 'district'];

/**
 * Whether what is asked for lies within the district's own competence. What a rule gives the district goes to the city's
 * departments where the project lies in several districts; what it gives the Council stays with a rural district (huyện) or
 * Thủ Đức City, which have a Council of their own. A solution that is not one of the category counts as `other`.
 */
export function competenceOf(asked: {
  readonly category: BlockerCategory;
  readonly solution: Solution;
  readonly units: readonly Pick<Unit, 'kind'>[];
}): Competence {
  const { category, units } = asked;
  const rule = solutionsFor(category).find(({ solution }) => solution === asked.solution) ?? OTHER;
  const { solution, basis, provenance } = rule;
  const crossesUnits = units.length > 1 && rule.level === 'district';
  const ownCouncil =
    solution === 'adjustProject' &&
    units.length === 1 &&
    units.every(({ kind }) => WITH_COUNCIL.includes(kind));
  const ofOneUnit = ownCouncil ? 'district' : rule.level;
  const level = crossesUnits ? 'department' : ofOneUnit;
  return {
    solution,
    within: level === null ? null : OWN.includes(level),
    level,
    basis,
    provenance,
    crossesUnits,
  };
}
