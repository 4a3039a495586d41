import { formatDong } from '#domain/format.ts';
import type { Answer, Call } from '../api.ts';
import { confirmed } from '../dialog.ts';
import { h, replace } from '../dom.ts';
import { type Choice, fieldOf, wanted } from '../fields.ts';
import { clearMistakes, type Mistake, mistakesOf, showMistakes, whileBusy } from '../forms.ts';
import { language, t, words } from '../language.ts';
import type { Context, View } from '../page.ts';
import { card } from '../parts.ts';
import { go } from '../router.ts';

type Project = Answer<'listIdle'>['items'][number];
type Side = 'donors' | 'recipients';
/** A line as it is in the body of the request. */
type Line = { readonly projectId: string; readonly amount: number };

const FORM = 'draft';
const SIDES: readonly Side[] = ['donors', 'recipients'];
/** What the API takes on one side. */
const MOST_LINES = 30;

async function allOf(call: Call, operation: 'listIdle' | 'listAbsorbing'): Promise<readonly Project[]> {
  const all: Project[] = [];
  let cursor: string | undefined;
  do {
    const page: Answer<'listIdle'> = await call(operation, { query: { limit: 100, cursor } });
    all.push(...page.items);
    cursor = page.cursor ?? undefined;
  } while (cursor !== undefined);
  return all;
}

/** Digits with or without thousands apart; NaN for anything else. */
function dongOf(typed: string): number {
  const digits = typed.replaceAll(/[.,\s\u00a0]/g, '');
  return /^\d+$/.test(digits) ? Number(digits) : Number.NaN;
}

function inputs(row: Element): { project: HTMLSelectElement | null; amount: HTMLInputElement | null } {
  return { project: row.querySelector('select'), amount: row.querySelector('input') };
}

function linesOf(list: Element): readonly Line[] {
  return [...list.querySelectorAll('.line')].map((row) => {
    const { project, amount } = inputs(row);
    return { projectId: project?.value ?? '', amount: dongOf(amount?.value ?? '') };
  });
}

function sumOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { amount }) => sum + (Number.isNaN(amount) ? 0 : amount), 0);
}

/** Difference in words: which side is higher, and by how much. */
function balance(out: number, into: number): string {
  const shown = (value: number): string => formatDong(value, language());
  const sums = t('draft.difference', { out: shown(out), in: shown(into) });
  if (out === into) return `${sums} ${t('draft.even')}`;
  const higher = out > into ? 'draft.tooMuchOut' : 'draft.tooMuchIn';
  return `${sums} ${t(higher, { amount: shown(Math.abs(out - into)) })}`;
}

function row(side: Side, index: number, choices: readonly Choice[]): HTMLElement {
  const n = index + 1;
  const name = (part: string): string => `${side}.${index}.${part}`;
  const line: HTMLElement = h(
    'div',
    { class: 'line' },
    fieldOf(
      {
        name: name('projectId'),
        label: t('draft.project', { n }),
        kind: 'select',
        groups: [{ label: '', choices }],
      },
      `${FORM}-${name('projectId')}`,
      '',
    ),
    fieldOf(
      { name: name('amount'), label: t('draft.amount', { n }), kind: 'count' },
      `${FORM}-${name('amount')}`,
      '',
    ),
    index > 0 &&
      h(
        'button',
        {
          type: 'button',
          class: 'btn',
          // Only the last line can go, so the numbers of the others stay.
          click: () => {
            const form = line.closest('form');
            line.remove();
            form?.dispatchEvent(new Event('input'));
          },
        },
        t('draft.remove', { n }),
      ),
  );
  return line;
}

function sideCard(side: Side, projects: readonly Project[], left: (project: Project) => number): HTMLElement {
  const choices = projects.map((project) => ({
    value: String(project.id),
    label: `${words(project.name)}, ${t('draft.left', { amount: formatDong(left(project), language()) })}`,
  }));
  const list = h('div', { class: 'lines', id: `${FORM}-${side}` }, row(side, 0, choices));
  const add = (): void => {
    if (list.childElementCount < MOST_LINES) list.append(row(side, list.childElementCount, choices));
  };
  return card(
    t(side === 'donors' ? 'move.donors' : 'move.recipients'),
    h('p', { class: 'error', id: `${FORM}-${side}-error` }),
    list,
    h('button', { type: 'button', class: 'btn', click: add }, t('draft.add')),
  );
}

function mistakesIn(side: Side, lines: readonly Line[]): Mistake[] {
  return lines.flatMap(({ projectId, amount }, index) => [
    ...(projectId === '' ? [{ name: `${side}.${index}.projectId`, message: wanted('projectId') }] : []),
    ...(amount > 0 ? [] : [{ name: `${side}.${index}.amount`, message: t('draft.badAmount') }]),
  ]);
}

type Draft = {
  readonly donors: readonly Line[];
  readonly recipients: readonly Line[];
  readonly reason: string;
};

function readForm(form: HTMLFormElement): Draft {
  const [donors = [], recipients = []] = SIDES.map((side) => {
    const list = document.getElementById(`${FORM}-${side}`);
    return list === null ? [] : linesOf(list);
  });
  const reason = new FormData(form).get('reason');
  return { donors, recipients, reason: typeof reason === 'string' ? reason : '' };
}

function check({ donors, recipients, reason }: Draft): readonly Mistake[] {
  const found = [...mistakesIn('donors', donors), ...mistakesIn('recipients', recipients)];
  if (reason.trim() === '') found.push({ name: 'reason', message: t('field.required') });
  if (found.length === 0 && sumOf(donors) !== sumOf(recipients))
    found.push({ name: '', message: `${t('draft.uneven')} ${balance(sumOf(donors), sumOf(recipients))}` });
  return found;
}

async function send({ call }: Context, form: HTMLFormElement, button: HTMLButtonElement): Promise<void> {
  const draft = readForm(form);
  const found = check(draft);
  if (found.length > 0) return showMistakes(form, FORM, found);
  clearMistakes(form);
  const amount = formatDong(sumOf(draft.donors), language());
  const question = { title: t('draft.ask', { amount }), text: t('draft.askText'), yes: t('draft.submit') };
  if (!(await confirmed(question))) return undefined;
  return whileBusy(button, async () => {
    try {
      const { id } = await call('draftMove', { body: draft });
      go(`/capital/${id}`);
    } catch (error) {
      const names = [...form.querySelectorAll('[name]')].map((each) => each.getAttribute('name') ?? '');
      showMistakes(form, FORM, mistakesOf(error, names));
    }
  });
}

function draftForm(context: Context, idle: readonly Project[], absorbing: readonly Project[]): HTMLElement {
  const said = h('p', { class: 'balance', 'aria-live': 'polite' }, balance(0, 0));
  const button = h('button', { class: 'btn primary' }, t('draft.submit'));
  const form: HTMLFormElement = h(
    'form',
    {
      id: FORM,
      method: 'post',
      novalidate: true,
      input: () => {
        const { donors, recipients } = readForm(form);
        replace(said, balance(sumOf(donors), sumOf(recipients)));
      },
      submit: async (event) => {
        event.preventDefault();
        await send(context, form, button);
      },
    },
    h(
      'div',
      { class: 'halves' },
      sideCard('donors', idle, (project) => project.idle),
      sideCard('recipients', absorbing, (project) => project.headroom),
    ),
    h(
      'section',
      { class: 'card' },
      fieldOf({ name: 'reason', label: t('move.reason'), kind: 'area', max: 1000 }, `${FORM}-reason`, ''),
      said,
      h('div', { class: 'row' }, button),
    ),
  );
  return form;
}

export async function draftPage(context: Context): Promise<View> {
  const { call, session } = context;
  const title = t('draft.title');
  if (!session.may('staff')) return { title, body: [h('p', {}, t('draft.staffOnly'))] };
  const [idle, absorbing] = await Promise.all([allOf(call, 'listIdle'), allOf(call, 'listAbsorbing')]);
  return {
    title,
    body: [h('p', { class: 'lead' }, t('draft.intro')), draftForm(context, idle, absorbing)],
  };
}
