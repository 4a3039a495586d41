/** What leadership does with a case: urge, pause, resume, reassign. Each asks first. */
import type { OfficeKind } from '#domain/office.ts';
import { type Answer, ApiProblem } from '../api.ts';
import { confirmed } from '../dialog.ts';
import { type Child, h } from '../dom.ts';
import type { ChoiceGroup } from '../fields.ts';
import { formOf, whileBusy } from '../forms.ts';
import { named, t, words } from '../language.ts';
import type { Context } from '../page.ts';
import { sentenceOf } from '../parts.ts';

type CaseAnswer = Answer<'getCase'>;
type Rungs = Answer<'getLadder'>['rungs'];

const PAUSE_REASONS = [
  'court',
  'inspection',
  'centralGuidance',
  'disaster',
  'ownerRequest',
  'reorganisation',
] as const;

function holderOf({ summary }: CaseAnswer): string {
  return summary.holderName === null ? t('cases.noHolder') : words(summary.holderName);
}

async function urge({ call, done }: Context, answer: CaseAnswer): Promise<void> {
  const params = { caseId: answer.case.id };
  const holder = holderOf(answer);
  const yes = t('act.urge');
  if (!(await confirmed({ title: t('act.urgeAsk', { holder }), text: t('act.urgeText'), yes }))) return;
  try {
    await call('urgeCase', { params, body: { confirmed: false } });
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.code !== 'approval.urgedToday') throw error;
    const again = { title: t('act.urgeAgain'), text: error.message, yes: t('act.urgeAgainYes') };
    if (!(await confirmed(again))) return;
    await call('urgeCase', { params, body: { confirmed: true } });
  }
  done(t('act.urged', { holder }));
}

/** A button whose act can fail: what the API says stands beside it. */
function actButton(word: string, look: string, act: () => Promise<void>): HTMLElement {
  const error = h('p', { class: 'error', role: 'alert' });
  const button: HTMLButtonElement = h(
    'button',
    {
      type: 'button',
      class: look,
      click: async () =>
        whileBusy(button, async () => {
          error.replaceChildren();
          try {
            await act();
          } catch (problem) {
            error.append(sentenceOf(problem));
          }
        }),
    },
    word,
  );
  return h('div', {}, button, error);
}

function pauseForm({ call, done }: Context, answer: CaseAnswer): HTMLElement {
  const choices = PAUSE_REASONS.map((value) => ({ value, label: named('pauseReason', value) }));
  return formOf({
    id: 'pause',
    quiet: true,
    fields: [
      { name: 'reason', label: t('field.reason'), kind: 'select', groups: [{ label: '', choices }] },
      { name: 'reviewOn', label: t('field.reviewOn'), kind: 'date' },
      { name: 'note', label: t('field.note'), kind: 'area', max: 500, optional: true },
    ],
    submit: t('act.pause'),
    ask: () => ({ title: t('act.pauseAsk'), text: t('act.pauseText'), yes: t('act.pause') }),
    send: async ({ reason, reviewOn, note = '' }) => {
      await call('pauseCase', { params: { caseId: answer.case.id }, body: { reason, reviewOn, note } });
      done(t('act.paused'));
    },
  });
}

async function resume({ call, done }: Context, answer: CaseAnswer): Promise<void> {
  const yes = t('act.resume');
  if (!(await confirmed({ title: t('act.resumeAsk'), text: t('act.resumeText'), yes }))) return;
  await call('resumeCase', { params: { caseId: answer.case.id } });
  done(t('act.resumed'));
}

/** Offices of the kind that the present rung asks. */
async function colleagues({ call }: Context, { summary }: CaseAnswer, rungs: Rungs): Promise<ChoiceGroup> {
  const kind: OfficeKind | undefined = rungs.find(({ number }) => number === summary.rung)?.office;
  const found = kind === undefined ? undefined : await call('listOffices', { query: { kind, limit: 100 } });
  const choices = (found?.items ?? []).map(({ id, name }) => ({ value: String(id), label: words(name) }));
  return { label: '', choices };
}

function reassignForm({ call, done }: Context, answer: CaseAnswer, offices: ChoiceGroup): HTMLElement {
  const nameOf = (id: string | undefined): string =>
    offices.choices.find(({ value }) => value === id)?.label ?? '';
  return formOf({
    id: 'reassign',
    quiet: true,
    fields: [{ name: 'office', label: t('field.office'), kind: 'select', groups: [offices] }],
    submit: t('act.reassign'),
    ask: ({ office }) => ({
      title: t('act.reassignAsk', { office: nameOf(office) }),
      text: t('act.reassignText'),
      yes: t('act.reassign'),
    }),
    send: async ({ office }) => {
      await call('reassignCase', { params: { caseId: answer.case.id }, body: { office } });
      done(t('act.reassigned'));
    },
  });
}

function folded(summary: string, ...content: readonly Child[]): HTMLElement {
  return h('details', { class: 'act' }, h('summary', {}, summary), content);
}

/** Absent when there is nothing to do; for others than leadership one line says so. */
export async function actsCard(context: Context, answer: CaseAnswer, rungs: Rungs): Promise<Child> {
  const { status } = answer.case;
  if (status === 'cleared' || status === 'reallocated' || status === 'outOfScope') return null;
  if (!context.session.may('leadership')) return h('p', { class: 'meta' }, t('act.readOnly'));
  const acts =
    status === 'paused'
      ? [actButton(t('act.resume'), 'btn primary', async () => resume(context, answer))]
      : [
          answer.summary.approvalId !== null &&
            actButton(t('act.urge'), 'btn primary', async () => urge(context, answer)),
          answer.summary.holder !== null &&
            folded(
              t('act.reassign'),
              reassignForm(context, answer, await colleagues(context, answer, rungs)),
            ),
          folded(t('act.pause'), pauseForm(context, answer)),
        ];
  return h('section', { class: 'card acts' }, h('h2', {}, t('act.title')), h('div', { class: 'row' }, acts));
}
