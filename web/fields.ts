/** Fields of a form: label, hint, control and the place for what is wrong, tied together for screen readers. */
import { FIELDS_EN } from '#domain/messages/refusals.en.ts';
import { FIELDS_VI } from '#domain/messages/refusals.vi.ts';
import { type Child, h } from './dom.ts';
import { language, t } from './language.ts';

export type Choice = { readonly value: string; readonly label: string; readonly hint?: string };
export type ChoiceGroup = { readonly label: string; readonly choices: readonly Choice[] };

type Common = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
};
export type FieldSpec = Common &
  (
    | { readonly kind: 'text' | 'area'; readonly max: number }
    | { readonly kind: 'date' | 'count' }
    | { readonly kind: 'select'; readonly groups: readonly ChoiceGroup[] }
    /** `shown` choices first; the others under a fold with this label. */
    | {
        readonly kind: 'radio';
        readonly choices: readonly Choice[];
        readonly shown?: number;
        readonly more?: string;
      }
  );

const WANTED: Readonly<Record<'vi' | 'en', Readonly<Record<string, string>>>> = {
  vi: FIELDS_VI,
  en: FIELDS_EN,
};

/** What a field wants, in the product's own words. */
export function wanted(name: string): string {
  const known = WANTED[language()];
  return known[`at.${name}`] ?? known[`at.document.${name}`] ?? t('field.required');
}

function labelOf({ label, optional }: Common): readonly Child[] {
  return optional === true ? [label, h('span', { class: 'meta' }, ` (${t('field.optional')})`)] : [label];
}

function option({ value, label }: Choice, chosen: string): HTMLOptionElement {
  return h('option', { value, selected: value === chosen }, label);
}

function controlOf(field: FieldSpec, id: string, value: string): HTMLElement {
  const common = {
    id,
    name: field.name,
    'aria-describedby': `${id}-hint ${id}-error`,
    'aria-required': field.optional === true ? undefined : 'true',
  };
  switch (field.kind) {
    case 'text':
      return h('input', { ...common, type: 'text', maxlength: field.max, value, autocomplete: 'off' });
    case 'area':
      return h('textarea', { ...common, maxlength: field.max, rows: 4 }, value);
    case 'date':
      return h('input', { ...common, type: 'date', value });
    case 'count':
      return h('input', { ...common, type: 'text', inputmode: 'numeric', value, autocomplete: 'off' });
    case 'select':
      return h(
        'select',
        common,
        h('option', { value: '' }, t('field.choose')),
        field.groups.map(({ label, choices }) => {
          const options = choices.map((choice) => option(choice, value));
          return label === '' ? options : h('optgroup', { label }, options);
        }),
      );
    case 'radio':
      return radios(field, id, value);
  }
}

function radio(name: string, id: string, choice: Choice, checked: boolean): HTMLElement {
  return h(
    'label',
    { class: 'choice' },
    h('input', { type: 'radio', name, value: choice.value, checked, 'aria-describedby': `${id}-error` }),
    h('span', {}, h('b', {}, choice.label), choice.hint !== undefined && h('small', {}, choice.hint)),
  );
}

function radios(field: FieldSpec & { kind: 'radio' }, id: string, value: string): HTMLElement {
  const all = field.choices.map((choice) => radio(field.name, id, choice, choice.value === value));
  const shown = field.shown ?? all.length;
  const chosenBelow = field.choices.findIndex((choice) => choice.value === value) >= shown;
  return h(
    'div',
    { class: 'choices', id },
    all.slice(0, shown),
    shown < all.length &&
      h(
        'details',
        { open: chosenBelow },
        h('summary', {}, field.more ?? ''),
        h('div', { class: 'choices' }, all.slice(shown)),
      ),
  );
}

/** One field with its label (a legend for a group of choices). */
export function fieldOf(field: FieldSpec, id: string, value: string): HTMLElement {
  const hint = h('p', { class: 'hint', id: `${id}-hint` }, field.hint);
  const error = h('p', { class: 'error', id: `${id}-error` });
  const control = controlOf(field, id, value);
  return field.kind === 'radio'
    ? h('fieldset', { class: 'field' }, h('legend', {}, labelOf(field)), hint, error, control)
    : h('div', { class: 'field' }, h('label', { for: id }, labelOf(field)), hint, error, control);
}
