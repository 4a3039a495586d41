import { type Answer, ApiProblem, type Call } from '../api.ts';
import { h, replace } from '../dom.ts';
import type { Choice, ChoiceGroup, FieldSpec } from '../fields.ts';
import { formOf, type Values } from '../forms.ts';
import { named, t, words } from '../language.ts';
import type { Context, View } from '../page.ts';
import { card } from '../parts.ts';

const GROUPS = ['siteClearance', 'newStart', 'ongoing', 'procedural', 'metro'] as const;
const LEVELS = ['commune', 'district', 'department', 'city', 'council', 'central'] as const;
/** The likely ones first; the others under a fold. */
const CATEGORIES = [
  'GPMB',
  'TDC',
  'THUTUC',
  'DIEUCHINH',
  'HTKT',
  'QUYHOACH',
  'PHAPLY',
  'DAUTHAU',
  'NHATHAU',
  'CDT',
  'VATLIEU',
  'KYTHUAT',
  'VON',
  'ODA',
  'HOSO',
  'PHOIHOP',
  'TW',
  'KHAC',
] as const;
const LIKELY = 5;

async function projectsOf(call: Call, group: (typeof GROUPS)[number]): Promise<ChoiceGroup> {
  const choices: Choice[] = [];
  let cursor: string | undefined;
  do {
    const page: Answer<'listProjects'> = await call('listProjects', { query: { group, limit: 100, cursor } });
    choices.push(...page.items.map(({ id, name }) => ({ value: String(id), label: words(name) })));
    cursor = page.cursor ?? undefined;
  } while (cursor !== undefined);
  return { label: named('group', group), choices };
}

function choicesOf(list: string, values: readonly string[]): readonly Choice[] {
  return values.map((value) => ({ value, label: named(list, value) }));
}

function fields(projects: readonly ChoiceGroup[]): readonly FieldSpec[] {
  return [
    { name: 'projectId', label: t('report.projectId'), kind: 'select', groups: projects },
    {
      name: 'category',
      label: t('report.category'),
      kind: 'radio',
      shown: LIKELY,
      more: t('report.moreCategories', { n: CATEGORIES.length - LIKELY }),
      choices: CATEGORIES.map((value) => ({
        value,
        label: named('category', value),
        hint: named('categoryNote', value),
      })),
    },
    {
      name: 'description',
      label: t('report.description'),
      hint: t('report.descriptionHint'),
      kind: 'area',
      max: 500,
    },
    {
      name: 'cause',
      label: t('report.cause'),
      kind: 'radio',
      choices: [
        { value: 'objective', label: named('cause', 'objective'), hint: t('report.causeObjectiveHint') },
        { value: 'subjective', label: named('cause', 'subjective'), hint: t('report.causeSubjectiveHint') },
      ],
    },
    { name: 'householdsLeft', label: t('report.householdsLeft'), kind: 'count', optional: true },
    {
      name: 'authorityLevel',
      label: t('report.authorityLevel'),
      kind: 'select',
      groups: [{ label: '', choices: choicesOf('authority', LEVELS) }],
    },
    { name: 'request', label: t('report.request'), hint: t('report.requestHint'), kind: 'area', max: 300 },
    { name: 'requestBy', label: t('report.requestBy'), kind: 'date', optional: true },
  ];
}

/** Digits with or without thousands apart; anything else goes to the API as it was typed, which says what it wants. */
function countOf(typed: string): string | number {
  const digits = typed.replaceAll(/[.,\s]/g, '');
  return /^\d+$/.test(digits) ? Number(digits) : typed;
}

function bodyOf(values: Values, requestId: string): unknown {
  const { householdsLeft = '', requestBy = '', ...rest } = values;
  return {
    ...rest,
    requestId,
    ...(householdsLeft.trim() === '' ? {} : { householdsLeft: countOf(householdsLeft.trim()) }),
    ...(requestBy === '' ? {} : { requestBy }),
  };
}

function receipt(blockerId: string, projectId: string): HTMLElement {
  return h(
    'section',
    { class: 'card receipt' },
    h('h2', { tabindex: -1, id: 'received' }, t('report.done', { id: blockerId })),
    h('p', {}, t('report.receipt'), ': ', h('b', { class: 'code' }, blockerId)),
    h('p', {}, t('report.doneText')),
    h(
      'div',
      { class: 'row' },
      h('a', { class: 'btn primary', href: `/cases?project=${projectId}` }, t('report.follow')),
      h('a', { class: 'btn', href: '/report' }, t('report.another')),
    ),
  );
}

export async function reportPage({ call, place }: Context): Promise<View> {
  const projects = await Promise.all(GROUPS.map(async (group) => projectsOf(call, group)));
  const shown = h('div', { class: 'narrow' });
  // The same report sent again, after an answer that was lost on the way, opens no second case.
  let requestId: string = crypto.randomUUID();
  const form = formOf(
    {
      id: 'report',
      keeps: true,
      fields: fields(projects.filter(({ choices }) => choices.length > 0)),
      submit: t('report.submit'),
      note: h('p', { class: 'meta' }, t('report.signature')),
      send: async (values) => {
        try {
          const { blockerId } = await call('reportBlocker', { body: bodyOf(values, requestId) });
          replace(shown, receipt(blockerId, values['projectId'] ?? ''));
          document.getElementById('received')?.focus();
        } catch (error) {
          if (error instanceof ApiProblem && error.status >= 400 && error.status < 500)
            requestId = crypto.randomUUID();
          throw error;
        }
      },
    },
    { projectId: place.query.get('project') ?? '' },
  );
  shown.append(h('p', { class: 'lead' }, t('report.intro')), card(t('report.title'), form));
  return { title: t('report.title'), body: [shown] };
}
