/** The officials of the rehearsal: how diligent each address is, and what it answers. Seeded, so it can be repeated. */
import { offices } from '#seeds/index.ts';
import { between, chance } from './chance.ts';
import type { DrillMail } from './mailbox.ts';
import type { OpenPage } from './page.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const VIETNAM_MS = 7 * HOUR_MS;

/**
 * `prompt` answers the first mail; `asksBack` too, but with a question first; `late` waits for a reminder; `absent` never
 * answers, the deputy does; `silent` lets a rung's time run out, and a deputy does not step in; `bounced` gets no mail.
 */
export type Diligence = 'prompt' | 'asksBack' | 'late' | 'absent' | 'silent' | 'bounced';

type Post = { readonly kind: string; readonly deputy: boolean };

const RUNGS: Readonly<Record<string, number>> = {
  owner: 1,
  districtChair: 2,
  districtSecretary: 3,
  department: 4,
  finance: 4,
  cityChairman: 5,
  standingCommittee: 6,
};
/** Posts without whom no move of capital becomes law: a rehearsal in which they sleep would prove nothing. */
const NEVER_AWAY = ['cityChairman', 'council', 'committee', 'finance', 'duty', 'standingCommittee'];

function postsOf({ kind, holders, deputies }: (typeof offices)[number]): [string, Post][] {
  const entry =
    (deputy: boolean) =>
    (member: { email: string }): [string, Post] => [member.email.toLowerCase(), { kind, deputy }];
  return [...holders.map(entry(false)), ...deputies.map(entry(true))];
}

const POSTS: ReadonlyMap<string, Post> = new Map(offices.flatMap(postsOf));

export function diligenceOf(seed: number, email: string): Diligence {
  const post = POSTS.get(email);
  if (post === undefined || post.deputy || NEVER_AWAY.includes(post.kind)) return 'prompt';
  const part = chance(seed, 'diligence', email);
  if (part < 0.06) return 'bounced';
  if (part < 0.14) return 'absent';
  if (part < 0.22) return 'silent';
  if (part < 0.36) return 'late';
  return part < 0.48 ? 'asksBack' : 'prompt';
}

export function bouncedAddresses(seed: number): string[] {
  return [...POSTS.keys()].filter((email) => diligenceOf(seed, email) === 'bounced');
}

/** The next full hour in office hours (08:00 to 17:00 on a weekday in Vietnam) at or after `at`: many officials act at once. */
export function inOfficeHours(wanted: number): number {
  const at = Math.ceil(wanted / HOUR_MS) * HOUR_MS;
  const local = new Date(at + VIETNAM_MS);
  const hour = local.getUTCHours();
  const morning = Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate(), 8) - VIETNAM_MS;
  const weekend = local.getUTCDay() === 0 || local.getUTCDay() === 6;
  if (weekend || hour >= 17) return inOfficeHours(morning + DAY_MS);
  return hour < 8 ? morning : at;
}

/** Asks whether a blocker is cleared; that of an owner about its figures is another. */
const CLEARED = /xác nhận trước|Confirmation needed/i;

/** When whoever got this mail acts on it (epoch ms of the host's clock); null when they do not. */
export function actsAt(seed: number, mail: DrillMail): number | null {
  if (mail.link === undefined || mail.bounced || mail.template === 'receipt') return null;
  const part = chance(seed, 'hour', mail.id.length, mail.to, mail.subject);
  const soon = inOfficeHours(mail.at + between(20, 300, part) * 60_000);
  const diligence = diligenceOf(seed, mail.to);
  if (CLEARED.test(mail.subject) && mail.template === 'ask') {
    return inOfficeHours(soon + between(2, 5, part) * DAY_MS);
  }
  const silentHere = diligence === 'silent' && /Xin ý kiến|Nhắc|Your|Reminder/.test(mail.subject);
  switch (diligence) {
    case 'prompt':
    case 'asksBack':
      return soon;
    case 'late':
      return mail.template === 'remind' || mail.template === 'urge' ? soon : null;
    case 'silent':
      return silentHere ? null : mail.template === 'remind' ? soon : null;
    case 'absent':
    case 'bounced':
      return null;
  }
}

export type Answer = {
  readonly outcome: string;
  readonly comment: string;
  /** Working promise in days from today, where the outcome wants one. */
  readonly doByDays?: number;
  readonly document?: boolean;
};

const COMMENTS: Readonly<Record<string, string>> = {
  agree: 'Thống nhất, giao đơn vị thực hiện.',
  return: 'Đề nghị bổ sung số liệu hồ sơ còn thiếu và mốc thời gian bàn giao.',
  refer: 'Nội dung vượt thẩm quyền, báo cáo cấp trên xem xét.',
  decline: 'Chưa đủ căn cứ để thực hiện.',
  reallocate: 'Vốn không còn khả năng giải ngân trong năm, đề nghị điều chuyển.',
  outOfScope: 'Vướng mắc đang do cơ quan tố tụng giải quyết, ngoài thẩm quyền thành phố.',
};

/** How far up a case must go before somebody can clear it; the same for the same project and seed. */
function clearingRung(seed: number, project: string): number {
  const part = chance(seed, 'rung', project);
  const steps = [0.22, 0.44, 0.66, 0.82, 0.94];
  return 1 + steps.filter((step) => part >= step).length;
}

export type Memory = { readonly asked: Set<string>; readonly declined: Set<string> };

/** What an official answers to what the page offers. `memory` keeps that one asks back, and denies, once per case. */
export function answerTo(seed: number, mail: DrillMail, page: OpenPage, memory: Memory): Answer {
  const say = (outcome: string, more: Partial<Answer> = {}): Answer => ({
    outcome,
    comment: COMMENTS[outcome] ?? '',
    ...more,
  });
  if (page.wantsDocument) return say('agree', { document: true });
  if (page.outcomes.includes('return')) return answerToBlocker(seed, mail, page, { say, memory });
  const subject = mail.caseId ?? mail.subject;
  const confirming = CLEARED.test(mail.subject);
  if (confirming && chance(seed, 'notYet', subject) < 0.1 && !memory.declined.has(subject)) {
    memory.declined.add(subject);
    return say('decline');
  }
  return say('agree');
}

type Saying = {
  readonly say: (outcome: string, more?: Partial<Answer>) => Answer;
  readonly memory: Memory;
};

function answerToBlocker(seed: number, mail: DrillMail, page: OpenPage, { say, memory }: Saying): Answer {
  const subject = mail.caseId ?? mail.subject;
  const rung = RUNGS[POSTS.get(mail.to)?.kind ?? ''] ?? 1;
  const offered = (outcome: string) => page.outcomes.includes(outcome);
  if (diligenceOf(seed, mail.to) === 'asksBack' && !memory.asked.has(`${subject} ${mail.to}`)) {
    memory.asked.add(`${subject} ${mail.to}`);
    return say('return');
  }
  const flood = /ngập do triều|flood/i.test(mail.subject);
  if (offered('reallocate') && (flood || chance(seed, 'move', subject) < 0.6)) return say('reallocate');
  if (offered('outOfScope') && chance(seed, 'scope', subject) < 0.15) return say('outOfScope');
  const clears = !flood && rung >= clearingRung(seed, subject);
  if (clears || !offered('refer')) {
    return say('agree', { doByDays: between(2, 7, chance(seed, 'doBy', subject, rung)) });
  }
  return say('refer');
}
