import type { Locale } from '#domain/text.ts';
import { renderAsk, renderStale } from '#functions/action-page/view/ask.ts';
import { renderDecided, renderNotMe } from '#functions/action-page/view/decided.ts';
import {
  renderExpired,
  renderMovedToDeputy,
  renderUndeliverable,
  renderWithdrawn,
} from '#functions/action-page/view/ended.ts';
import {
  renderFreshLinkSent,
  renderServerError,
  renderTooManyTries,
  renderUnknownLink,
} from '#functions/action-page/view/plain.ts';
import {
  ANSWER,
  APPRAISE,
  at,
  CLEAR,
  DECIDE,
  decided,
  expired,
  NEXT,
  NOW,
  REPORTER,
  RESOLVE,
  SILENCE,
  TOP,
  TYPED,
  undeliverable,
  view,
  WRONG_CODE,
  withdrawn,
} from './view.samples.ts';

const NEIGHBOURS = { next: NEXT, reporter: REPORTER };
const DOCUMENT = { number: '45/NQ-HĐND', issuedOn: '2024-11-14', issuer: 'HĐND Thành phố Hồ Chí Minh' };

function asks(locale: Locale): Record<string, string> {
  const paused = {
    ...CLEAR,
    stopped: { at: NOW, workingDaysLeft: 2, until: at('2024-11-29T10:00:00.000Z') },
  };
  const deputy = {
    name: 'B',
    post: { vi: 'Phó Chủ tịch UBND Quận 8', en: 'Vice chair of District 8' },
    standing: 'deputy',
  } as const;
  return {
    ask: renderAsk(view(locale, { caseLink: 'https://khoithong.example/cases/HS-2024-0002' })),
    askSoon: renderAsk(view(locale, { now: at('2024-10-22T03:00:00.000Z'), recipient: deputy })),
    askOverdue: renderAsk(view(locale, { now: at('2024-10-25T03:00:00.000Z') })),
    askPaused: renderAsk(view(locale, { approval: paused })),
    askTop: renderAsk(view(locale, { approval: TOP, neighbours: { reporter: REPORTER } })),
    askResolve: renderAsk(
      view(locale, { approval: RESOLVE, neighbours: {}, silence: { ...SILENCE, onSilence: 'askAgain' } }),
    ),
    askDecide: renderAsk(
      view(locale, { approval: DECIDE, neighbours: {}, form: { ...TYPED, outcome: 'agree' } }),
    ),
    askAppraise: renderAsk(view(locale, { approval: APPRAISE, neighbours: {} })),
    askAnswer: renderAsk(view(locale, { approval: ANSWER })),
    askErrors: renderAsk(
      view(locale, {
        form: { ...TYPED, outcome: '', doBy: '2024-10-01' },
        problems: [
          { field: 'outcome', code: 'required' },
          { field: 'doBy', code: 'approval.doByNotAhead', details: { doBy: '2024-10-01' } },
          { field: 'comment', code: 'too_big' },
          ...WRONG_CODE,
        ],
      }),
    ),
    askRefused: renderAsk(
      view(locale, { form: TYPED, problems: [{ field: 'page', code: 'approval.conflictOfInterest' }] }),
    ),
    stale: renderStale({
      ...view(locale, {
        form: { ...TYPED, seen: TYPED.seen.split('.').with(7, 'x').with(10, 'y').join('.') },
      }),
      changedAt: at('2024-10-18T02:14:00.000Z'),
    }),
  };
}

function results(locale: Locale): Record<string, string> {
  const base = { locale, now: at('2024-10-21T08:00:00.000Z'), neighbours: NEIGHBOURS };
  const committee = decided(DECIDE, { outcome: 'agree', comment: '', document: DOCUMENT });
  return {
    decided: renderDecided({ ...base, approval: decided(CLEAR) }),
    decidedTwice: renderDecided({ ...base, approval: decided(CLEAR), attempted: 'agree' }),
    decidedAgree: renderDecided({
      ...base,
      approval: decided(CLEAR, { outcome: 'agree', doBy: '2024-10-31' }),
    }),
    decidedMove: renderDecided({
      ...base,
      approval: committee,
      canStopUntil: at('2024-10-28T10:00:00.000Z'),
    }),
    notMe: renderNotMe({ approval: committee, locale }),
  };
}

/** Every page in every state, by name. */
export function pagesOf(locale: Locale): Record<string, string> {
  const holder = { post: NEXT, since: at('2024-10-29T10:00:00.000Z') };
  return {
    ...asks(locale),
    ...results(locale),
    expired: renderExpired({ approval: expired(), locale, holder }),
    withdrawn: renderWithdrawn({ approval: withdrawn('ballotClosed'), locale }),
    reassigned: renderWithdrawn({ approval: withdrawn('reassigned'), locale, holder }),
    undeliverable: renderUndeliverable({
      approval: undeliverable(),
      locale,
      holder,
    }),
    moved: renderMovedToDeputy({ approval: CLEAR, locale, holder }),
    unknown: renderUnknownLink({ locale }),
    freshSent: renderFreshLinkSent({ locale }),
    locked: renderTooManyTries({ locale }),
    broken: renderServerError({ locale, code: 'KT-503-7Q2M', sent: { intent: 'decide', form: TYPED } }),
    brokenAct: renderServerError({ locale, code: 'KT-503-7Q2M', sent: { intent: 'notMe', form: TYPED } }),
    brokenRead: renderServerError({ locale, code: 'KT-503-7Q2M' }),
  };
}
