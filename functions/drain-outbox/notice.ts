import type { SignedDocument } from '#domain/approval.ts';
import type { Effect } from '#domain/effect.ts';
import { formatDate, formatExactDong } from '#domain/format.ts';
import { CaseId, MoveId } from '#domain/ids.ts';
import { sayBoth } from '#domain/messages.ts';
import type { Move, MoveLine } from '#domain/move.ts';
import { resolveRecipient } from '#domain/office-resolve.ts';
import { reasonInBoth } from '#domain/reason.ts';
import type { Localized } from '#domain/text.ts';
import { localDateOf } from '#domain/time.ts';
import { holderOf } from '../ask-context.ts';
import { logger } from '../boundary.ts';
import type { Deps } from './deps.ts';
import { renderMail } from './mail/render.ts';
import type { NoticeMail } from './mail/types.ts';

type NoticeEffect = Extract<Effect, { type: 'sendNotice' }>;
type Told = Pick<NoticeMail, 'projectName' | 'facts' | 'holder' | 'until'>;

function lineFact(sign: '\u2212' | '+', { projectName, amount }: MoveLine): Told['facts'][number] {
  const exact = (locale: keyof Localized) => `${sign}${formatExactDong(amount, locale)}`;
  return { label: projectName, value: { vi: exact('vi'), en: exact('en') } };
}

/** Why it ended, in the reader's language: whoever drafts again has to know. */
function causeFact({ cause }: Extract<Move, { status: 'rejected' }>): Told['facts'][number] {
  return { label: sayBoth('shown.reason'), value: reasonInBoth(cause) };
}

/** The signed documents that carry the move: by them its entries are found in any other system. */
function documentFacts(move: Move): Told['facts'] {
  const said = ({ number, issuedOn }: SignedDocument) => ({
    vi: `${number}, ${formatDate(issuedOn, 'vi')}`,
    en: `${number}, ${formatDate(issuedOn, 'en')}`,
  });
  return [
    ...('resolution' in move ? [{ label: sayBoth('shown.resolution'), value: said(move.resolution) }] : []),
    ...('committeeDecision' in move
      ? [{ label: sayBoth('shown.committeeDecision'), value: said(move.committeeDecision) }]
      : []),
  ];
}

function toldOfMove(move: Move): Told {
  const [donor] = move.donors;
  if (donor === undefined) throw new Error(`move ${move.id} has no donor`);
  return {
    projectName: donor.projectName,
    facts: [
      ...move.donors.map((line) => lineFact('\u2212', line)),
      ...move.recipients.map((line) => lineFact('+', line)),
      ...documentFacts(move),
      ...(move.status === 'rejected' ? [causeFact(move)] : []),
    ],
    ...(move.status === 'coolingOff' ? { until: move.until } : {}),
  };
}

async function told(deps: Deps, { subject }: NoticeEffect): Promise<Told> {
  const caseId = CaseId.safeParse(subject);
  if (!caseId.success) return toldOfMove(await deps.getMove(MoveId.parse(subject)));
  const record = await deps.getCase(caseId.data);
  const holder = await holderOf(deps, record);
  return { projectName: record.projectName, facts: [], ...(holder === undefined ? {} : { holder }) };
}

/** Tells an office what became of a case or a move; nothing is asked, so the mail carries no link. */
export async function sendNotice(deps: Deps, effect: NoticeEffect): Promise<void> {
  const now = deps.now();
  const ladder = await deps.latestLadder(localDateOf(now));
  const [office, duty, about] = await Promise.all([
    deps.getOffice(effect.office),
    deps.getOffice(ladder.offices.duty),
    told(deps, effect),
  ]);
  const recipient = resolveRecipient({ office, duty, passedOver: [], at: now });
  const mail = renderMail({
    ...about,
    template: 'notice',
    about: effect.about,
    subjectId: effect.subject,
    recipient,
    locale: recipient.locale,
    now,
  });
  const result = await deps.sendMail({
    to: recipient.email,
    ...mail,
    tags: { template: 'notice', subject: effect.subject },
  });
  if (result.outcome === 'refused') {
    logger.error('notice refused', { subject: effect.subject, reason: result.reason });
  }
}
