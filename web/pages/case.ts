import type { Receipt } from '#domain/receipt.ts';
import type { Answer, Call } from '../api.ts';
import { approvalsCard } from '../approvals.ts';
import { type Child, h } from '../dom.ts';
import { icon } from '../icons.ts';
import { ladderCard } from '../ladder.ts';
import { day, dayOf, language, named, t, words } from '../language.ts';
import { CITY, type Context, REPORTS, type View } from '../page.ts';
import { amount, asOf, card, caseBadge, dueBadge, facts, moveBadge } from '../parts.ts';
import { logCard } from '../receipts.ts';
import { actsCard } from './case-acts.ts';
import { rungPips } from './cases.ts';

type CaseAnswer = Answer<'getCase'>;

/** All receipts of a case, oldest first. */
async function receiptsOf(call: Call, caseId: string): Promise<readonly Receipt[]> {
  const all: Receipt[] = [];
  let cursor: string | undefined;
  do {
    const page = await call('getCaseReceipts', { params: { caseId }, query: { limit: 100, cursor } });
    all.push(...page.items);
    cursor = page.cursor ?? undefined;
  } while (cursor !== undefined);
  return all;
}

/** The sentence that says everything first; its colour repeats it. */
function band({ summary, case: { status } }: CaseAnswer): HTMLElement {
  const closed = status === 'cleared' || status === 'reallocated' || status === 'outOfScope';
  const look =
    summary.overdueWorkingDays > 0 ? 'bad' : closed ? 'ok' : status === 'paused' ? 'quiet' : 'calm';
  return h(
    'section',
    { class: `band ${look}` },
    icon(look === 'bad' ? 'overdue' : closed ? 'check' : 'clock', 22),
    h('div', {}, h('h2', {}, t('case.why')), h('p', {}, words(summary.why))),
  );
}

function blockerCard({ case: record, summary }: CaseAnswer, units: ReadonlyMap<string, string>): HTMLElement {
  const held = 'holder' in record ? record : null;
  return card(
    t('case.facts'),
    facts(
      [t('case.code'), record.id],
      [t('case.category'), named('category', record.category)],
      [t('case.authority'), named('authority', record.authorityLevel)],
      [t('case.group'), named('group', record.group)],
      [t('case.units'), record.units.map((code) => units.get(code) ?? code).join(', ')],
      [t('case.opened'), dayOf(record.openedAt)],
      summary.since === null ? null : [t('case.since'), dayOf(summary.since)],
      held?.commitment === undefined ? null : [t('case.commitment'), day(held.commitment.doBy)],
      record.status === 'returned' ? [t('case.question'), record.question] : null,
      record.status === 'paused' ? [t('field.reason'), named('pauseReason', record.reason)] : null,
      record.status === 'paused' ? [t('case.reviewOn'), day(record.reviewOn)] : null,
    ),
  );
}

function capitalCard(project: Answer<'getProject'>): HTMLElement {
  const { capital, idle, remaining } = project;
  return card(
    t('case.capital'),
    facts(
      [t('capital.planned'), amount(capital.planned)],
      [t('capital.disbursed'), amount(capital.disbursed)],
      [t('case.atRisk'), amount(remaining)],
      [t('case.idle'), amount(idle)],
    ),
  );
}

function movesCard({ moves }: CaseAnswer): Child {
  if (moves.length === 0) return null;
  return card(
    t('case.moves'),
    h(
      'ul',
      { class: 'plain' },
      moves.map(({ id, status }) =>
        h('li', { class: 'split' }, h('a', { href: `/capital/${id}` }, id), moveBadge(status)),
      ),
    ),
  );
}

/** Offices that the answer names, so that the log need not speak in codes. */
function officeNames(
  { approvals, summary }: CaseAnswer,
  reporters: Answer<'listOffices'>,
): (office: string) => string | undefined {
  const names = new Map<string, string>(reporters.items.map(({ id, name }) => [id, words(name)]));
  for (const { office, officeName } of approvals) names.set(office, words(officeName));
  if (summary.holder !== null && summary.holderName !== null)
    names.set(summary.holder, words(summary.holderName));
  return (office) => names.get(office);
}

export async function casePage(context: Context): Promise<View> {
  const { call, session, place } = context;
  const caseId = place.params['caseId'] ?? '';
  const receipts = receiptsOf(call, caseId);
  const directory = Promise.all([
    call('getLadder'),
    call('listUnits'),
    call('listOffices', { query: { kind: 'reporter', limit: 100 } }),
  ]);
  const [answer, [{ rungs }, units, reporters]] = await Promise.all([
    call('getCase', { params: { caseId } }),
    directory,
  ]);
  const { summary, case: record } = answer;
  const project = await call('getProject', { params: { projectId: record.projectId } });
  const unitNames = new Map<string, string>(units.items.map(({ code, name }) => [code, name[language()]]));
  return {
    title: words(summary.projectName),
    body: [
      h(
        'p',
        { class: 'badges' },
        summary.dueAt !== null && dueBadge({ ...summary, asOf: answer.asOf }),
        caseBadge(record.status),
        summary.rung !== null && rungPips(summary.rung),
      ),
      band(answer),
      await actsCard(context, answer, rungs),
      ladderCard(answer, rungs),
      approvalsCard(answer.approvals),
      h(
        'div',
        { class: 'with-side' },
        h(
          'div',
          {},
          logCard({
            receipts: await receipts,
            end: record.chain,
            officeName: officeNames(answer, reporters),
          }),
        ),
        h(
          'div',
          {},
          blockerCard(answer, unitNames),
          capitalCard(project),
          session.may(...CITY) && movesCard(answer),
          session.may(...REPORTS) &&
            h('p', {}, h('a', { href: `/report?project=${record.projectId}` }, t('report.another'))),
        ),
      ),
      asOf(answer.asOf),
    ],
  };
}
