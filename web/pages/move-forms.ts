/** What staff, leadership and the council's clerk do with a move. */
import type { Move } from '#domain/move.ts';
import type { Child } from '../dom.ts';
import type { FieldSpec } from '../fields.ts';
import { formOf, type Values } from '../forms.ts';
import { t } from '../language.ts';
import type { Context } from '../page.ts';
import { card } from '../parts.ts';

const documentFields = (): readonly FieldSpec[] => [
  { name: 'number', label: t('field.number'), hint: t('field.numberHint'), kind: 'text', max: 60 },
  { name: 'issuedOn', label: t('field.issuedOn'), kind: 'date' },
  { name: 'issuer', label: t('field.issuer'), hint: t('field.issuerHint'), kind: 'text', max: 200 },
];

function documentOf({ number, issuedOn, issuer }: Values) {
  return { number, issuedOn, issuer };
}

function recordForm({ call, done }: Context, { id }: Move): HTMLElement {
  return formOf({
    id: 'document',
    fields: documentFields(),
    submit: t('move.record'),
    ask: ({ number = '' }) => ({
      title: t('move.recordAsk', { number }),
      text: t('move.recordText'),
      yes: t('move.record'),
    }),
    send: async (values) => {
      await call('recordDocument', { params: { moveId: id }, body: documentOf(values) });
      done(t('move.recorded'));
    },
  });
}

function stopForm({ call, done }: Context, { id }: Move): HTMLElement {
  return formOf({
    id: 'stop',
    quiet: true,
    fields: [{ name: 'reason', label: t('field.reason'), kind: 'area', max: 500 }],
    submit: t('move.stop'),
    ask: () => ({ title: t('move.stopAsk'), text: t('move.stopText'), yes: t('move.stop') }),
    send: async ({ reason }) => {
      await call('stopMove', { params: { moveId: id }, body: { reason } });
      done(t('move.stoppedDone'));
    },
  });
}

function reverseForm({ call, done }: Context, { id }: Move): HTMLElement {
  return formOf({
    id: 'reverse',
    quiet: true,
    fields: documentFields(),
    submit: t('move.reverse'),
    ask: ({ number = '' }) => ({
      title: t('move.reverseAsk', { number }),
      text: t('move.reverseText'),
      yes: t('move.reverse'),
    }),
    send: async (values) => {
      await call('reverseMove', { params: { moveId: id }, body: documentOf(values) });
      done(t('move.reversed'));
    },
  });
}

/** The forms that this status and this account allow. */
export function moveForms(context: Context, move: Move): Child {
  const { session } = context;
  const waitsFor =
    move.status === 'submitted'
      ? t('move.recordResolution')
      : move.status === 'resolvedByCouncil'
        ? t('move.recordDecision')
        : undefined;
  return [
    waitsFor !== undefined &&
      session.may('staff', 'councilClerk', 'leadership') &&
      card(waitsFor, recordForm(context, move)),
    move.status === 'coolingOff' &&
      move.stopped === undefined &&
      session.may('staff', 'leadership') &&
      card(t('move.stop'), stopForm(context, move)),
    move.status === 'committed' &&
      session.may('staff') &&
      card(t('move.reverse'), reverseForm(context, move)),
  ];
}
