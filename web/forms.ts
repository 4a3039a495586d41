/** Forms that say what is wrong beside the field and on top, keep what was typed, and ask before they act. */
import { ApiProblem, type FieldMessage } from './api.ts';
import { confirmed, type Question } from './dialog.ts';
import { type Child, h, replace } from './dom.ts';
import { type FieldSpec, fieldOf, wanted } from './fields.ts';
import { t } from './language.ts';
import { sentenceOf } from './parts.ts';

export type Values = Readonly<Record<string, string>>;
/** Something wrong with the field `name`; with an empty name, with the whole. */
export type Mistake = { readonly name: string; readonly message: string };

export type FormSpec = {
  /** Unique on the page; drafts are kept under it. */
  readonly id: string;
  readonly fields: readonly FieldSpec[];
  readonly submit: string;
  /** What is typed survives a reload. */
  readonly keeps?: boolean;
  readonly quiet?: boolean;
  /** Shown above the button. */
  readonly note?: Child;
  /** What must be answered with yes before anything is sent. */
  readonly ask?: (values: Values) => Question;
  readonly send: (values: Values) => Promise<void>;
};

function valuesOf(form: HTMLFormElement): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') values[name] = value;
  return values;
}

const draftName = (id: string): string => `kt_draft_${id}`;

function readDraft({ id, keeps }: FormSpec): Values {
  const text = keeps === true ? localStorage.getItem(draftName(id)) : null;
  return text === null ? {} : (JSON.parse(text) as Values);
}

function missing({ fields }: FormSpec, values: Values): Mistake[] {
  return fields
    .filter(({ name, optional }) => optional !== true && (values[name] ?? '').trim() === '')
    .map(({ name }) => ({ name, message: wanted(name) }));
}

/** `donors.0.amount` belongs to `donors.0.amount`, else to the field named by its last part. */
function nameOf(names: readonly string[], { path }: FieldMessage): string {
  const parts = path.split('.');
  return names.find((name) => name === path) ?? names.find((name) => name === parts.at(-1)) ?? '';
}

/** What the API found wrong, by field. */
export function mistakesOf(error: unknown, names: readonly string[]): Mistake[] {
  if (!(error instanceof ApiProblem) || error.fields.length === 0) {
    return [{ name: '', message: `${sentenceOf(error)} ${t('form.kept')}` }];
  }
  return error.fields.map((field) => ({ name: nameOf(names, field), message: field.message }));
}

const bareTitle = (): string => document.title.replace(/^(Lỗi|Error): /, '');

/** Takes away what an earlier try left. */
export function clearMistakes(form: HTMLFormElement): void {
  document.title = bareTitle();
  form.querySelector('.summary')?.remove();
  for (const error of form.querySelectorAll('.error')) error.replaceChildren();
  for (const control of form.querySelectorAll('[aria-invalid]')) control.removeAttribute('aria-invalid');
}

function mark(id: string, { name, message }: Mistake): void {
  const control = document.getElementById(`${id}-${name}`);
  if (control === null) return;
  document.getElementById(`${id}-${name}-error`)?.replaceChildren(message);
  const inputs = control.querySelectorAll('input');
  for (const input of inputs.length > 0 ? inputs : [control]) input.setAttribute('aria-invalid', 'true');
}

function focusOn(id: string, name: string): void {
  const control = document.getElementById(`${id}-${name}`);
  const target = control?.querySelector<HTMLElement>('input, select, textarea') ?? control;
  target?.focus();
}

/** Says it on top and beside each field; the summary takes the focus. */
export function showMistakes(form: HTMLFormElement, id: string, mistakes: readonly Mistake[]): void {
  clearMistakes(form);
  document.title = t('app.errorTitle', { title: bareTitle() });
  const whole = mistakes.every(({ name }) => name === '');
  const item = ({ name, message }: Mistake): Child =>
    name === ''
      ? h('li', {}, message)
      : h(
          'li',
          {},
          h(
            'a',
            {
              href: `#${id}-${name}`,
              click: (event) => {
                event.preventDefault();
                focusOn(id, name);
              },
            },
            message,
          ),
        );
  const summary = h(
    'div',
    { class: 'summary', role: 'alert', tabindex: -1 },
    h('h3', {}, whole ? t('form.refused') : t('form.problems', { n: mistakes.length })),
    h('ul', {}, mistakes.map(item)),
  );
  form.prepend(summary);
  for (const mistake of mistakes) mark(id, mistake);
  summary.focus();
}

/** Runs `work` once: while it runs the button says so, and another press does nothing. */
export async function whileBusy(button: HTMLButtonElement, work: () => Promise<void>): Promise<void> {
  if (button.getAttribute('aria-disabled') === 'true') return;
  const words = button.textContent;
  button.setAttribute('aria-disabled', 'true');
  replace(button, t('form.sending'));
  try {
    await work();
  } finally {
    button.removeAttribute('aria-disabled');
    replace(button, words);
  }
}

async function submit(form: HTMLFormElement, button: HTMLButtonElement, spec: FormSpec): Promise<void> {
  const { id, fields, ask, send } = spec;
  const values = valuesOf(form);
  const wrong = missing(spec, values);
  if (wrong.length > 0) return showMistakes(form, id, wrong);
  clearMistakes(form);
  if (ask !== undefined && !(await confirmed(ask(values)))) return undefined;
  return whileBusy(button, async () => {
    try {
      await send(values);
      localStorage.removeItem(draftName(id));
    } catch (error) {
      const names = fields.map(({ name }) => name);
      showMistakes(form, id, mistakesOf(error, names));
    }
  });
}

/** A form; `start` fills fields that no draft has filled. */
export function formOf(spec: FormSpec, start: Values = {}): HTMLFormElement {
  const { id, fields, keeps } = spec;
  const values = { ...start, ...readDraft(spec) };
  const button = h('button', { class: spec.quiet === true ? 'btn' : 'btn primary' }, spec.submit);
  const form: HTMLFormElement = h(
    'form',
    {
      id,
      method: 'post',
      novalidate: true,
      submit: async (event) => {
        event.preventDefault();
        await submit(form, button, spec);
      },
      input: () => {
        if (keeps === true) localStorage.setItem(draftName(id), JSON.stringify(valuesOf(form)));
      },
    },
    fields.map((field) => fieldOf(field, `${id}-${field.name}`, values[field.name] ?? '')),
    spec.note,
    h('div', { class: 'row' }, button),
  );
  return form;
}
