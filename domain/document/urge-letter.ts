import { amountInWords } from '../amount-words.ts';
import type { Blocker } from '../blocker.ts';
import type { Calendar } from '../calendar.ts';
import { deadlineAfter } from '../calendar-count.ts';
import type { Case, HeldCase } from '../case.ts';
import { dueOf, heldOf, overdueWorkingDays } from '../case-why.ts';
import { Refusal } from '../errors.ts';
import { formatCount, formatDate, formatDateTime, formatExactDong } from '../format.ts';
import { say } from '../messages.ts';
import type { Office, OfficeKind } from '../office.ts';
import type { Project } from '../project.ts';
import { type Instant, localDateOf } from '../time.ts';
import { COMMITTEE, headerOf } from './bodies.ts';
import {
  type Block,
  type DocumentContent,
  dateLine,
  END,
  paragraph,
  type Signature,
  sentence,
} from './content.ts';
import { officeName, warningOf } from './move-facts.ts';

/** How many working days the letter gives. */
const ANSWER_WITHIN = 3;

/** The Party directs and is asked to; a state body does not order it about. */
const PARTY: readonly OfficeKind[] = ['districtSecretary', 'standingCommittee'];

const BY_OFFICE: Signature = { authority: ['TL. CHỦ TỊCH'], post: 'CHÁNH VĂN PHÒNG' };
const BY_VICE: Signature = { authority: ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH'], post: 'PHÓ CHỦ TỊCH' };

export type UrgeFile = {
  readonly case: Case;
  readonly blocker: Blocker;
  readonly project: Project;
  /** The holder of the case, the project's owner and the reporter. */
  readonly offices: readonly Office[];
  readonly calendar: Calendar;
  readonly now: Instant;
};

function factsOf({ case: record, blocker, project, offices }: UrgeFile): Block[] {
  const category = say('vi', `category.${blocker.category}`);
  const households =
    blocker.householdsLeft === undefined
      ? ''
      : ` Số hộ còn lại: ${formatCount(blocker.householdsLeft, 'vi')} hộ.`;
  return [
    paragraph(
      `Ngày ${formatDate(localDateOf(blocker.reportedAt), 'vi')}, ${officeName(offices, blocker.reportedBy)} báo vướng mắc của dự án ${project.name.vi} (mã ${project.id}, hồ sơ ${record.id}), loại vướng mắc: ${category}.`,
    ),
    paragraph(
      { text: 'Nội dung: ', bold: true },
      `${sentence(blocker.description)} `,
      { text: 'Đề nghị: ', bold: true },
      `${sentence(blocker.request)}${households}`,
    ),
    paragraph(
      `Dự án còn ${formatExactDong(record.atRisk, 'vi')} (bằng chữ: ${amountInWords(record.atRisk, 'vi')}) vốn kế hoạch năm ${project.capital.planYear} chưa giải ngân.`,
    ),
  ];
}

function waitingSentence(held: HeldCase, { case: record, calendar, now }: UrgeFile): string {
  const since = formatDate(localDateOf(held.since), 'vi');
  const due = dueOf(record);
  const overdue = overdueWorkingDays(record, calendar, now);
  const state =
    overdue > 0
      ? `; đến ngày ${formatDate(localDateOf(now), 'vi')} đã quá hạn ${formatCount(overdue, 'vi')} ngày làm việc`
      : '';
  const limit = due === null ? '' : `, hạn trả lời ${formatDateTime(due, 'vi')}`;
  return `Hồ sơ chờ ý kiến của ${held.holderName.vi} từ ngày ${since}${limit}${state}.`;
}

/** What follows silence is not held out to the Party: above its working group there is no rung, and a request names no threat. */
const SILENCE =
  'Hồ sơ không có ý kiến trong thời hạn sẽ được chuyển lên cấp xử lý tiếp theo; không trả lời không được coi là đồng ý';

/**
 * Công văn đôn đốc: the letter that urges whoever holds a case. Refuses `case.wrongStatus` when nobody holds it, and
 * `case.heldByIssuer` for the Committee's own Chairman, in whose name the letter is signed.
 */
export function urgeLetter(file: UrgeFile): DocumentContent {
  const { case: record, project, offices, calendar, now } = file;
  const held = heldOf(record);
  if (held === null || record.status === 'paused') {
    throw new Refusal('case.wrongStatus', { case: record.id, status: record.status });
  }
  const holder = offices.find(({ id }) => id === held.holder);
  if (holder?.kind === 'cityChairman') throw new Refusal('case.heldByIssuer', { office: holder.id });
  const party = holder !== undefined && PARTY.includes(holder.kind);
  const answerBy = formatDateTime(deadlineAfter(calendar, now, ANSWER_WITHIN).at, 'vi');
  const asked = party
    ? `${COMMITTEE.name} trân trọng đề nghị ${held.holderName.vi} quan tâm, chỉ đạo các cơ quan liên quan tháo gỡ vướng mắc nêu trên và thông báo kết quả trước ${answerBy}${END}`
    : `${COMMITTEE.name} đề nghị ${held.holderName.vi} khẩn trương xem xét, xử lý theo thẩm quyền; nội dung vượt thẩm quyền thì báo cáo rõ cấp có thẩm quyền giải quyết. Kết quả gửi về ${COMMITTEE.name} trước ${answerBy}.`;
  return {
    kind: 'cong-van-don-doc',
    reference: record.id,
    landscape: false,
    header: {
      ...headerOf(COMMITTEE, '/UBND-TH', dateLine(localDateOf(now))),
      matter: `V/v đôn đốc tháo gỡ vướng mắc của dự án ${project.name.vi}`,
    },
    title: null,
    to: [`${held.holderName.vi}.`],
    blocks: [
      ...factsOf(file),
      paragraph(waitingSentence(held, file)),
      paragraph(asked),
      ...(party ? [] : [paragraph(`${SILENCE}${END}`)]),
    ],
    copies: [
      '- Như trên;',
      '- Chủ tịch UBND Thành phố (để báo cáo);',
      ...(project.owner === held.holder ? [] : [`- ${officeName(offices, project.owner)};`]),
      `- Lưu: VT, ${record.id}.`,
    ],
    signature: party ? BY_VICE : BY_OFFICE,
    warning: warningOf([project]),
  };
}
