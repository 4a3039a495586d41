/** What keeps a draft from being sent, each fault at the control where it is mended. */
import type { Answer } from '../../app/api.ts';
import type { Words } from '../../app/words.ts';
import type { Mistake } from '../../kit/form.tsx';
import { type Draft, type Side, sumTyped } from './draft-state.ts';

export type Problems = Answer<'checkDraft'>['problems'];

/** Both sides, in the order in which the page shows them. */
export const SIDES: readonly Side[] = ['donors', 'recipients'];

export const amountField = (side: Side, index: number): string => `${side}.${index}.amount`;
export const addField = (side: Side): string => `${side}.add`;

/** A line has one control; what is wrong with a side is mended by its lines; the rest has no place of its own. */
function placeOf(path: string): string {
  const [side, index] = path.split('.');
  if (index !== undefined) return `${side}.${index}.amount`;
  return SIDES.some((each) => each === path) ? `${path}.add` : '';
}

/** What the rules say to lines whose amount somebody has typed; whether both sides are equal is seen without asking them. */
export function brokenRules(
  draft: Draft,
  problems: Problems,
  { say }: Pick<Words, 'say'>,
): readonly Mistake[] {
  const untyped = SIDES.flatMap((side) =>
    draft[side].flatMap(({ text }, index) => (text.trim() === '' ? [amountField(side, index)] : [])),
  );
  return problems
    .filter(({ code }) => code !== 'move.unbalanced')
    .map(({ path, message }) => ({ name: placeOf(path), message: say(message) }))
    .filter(({ name }) => !untyped.includes(name));
}

/** What nobody has filled in yet on one side. */
function missing(draft: Draft, side: Side, { t }: Pick<Words, 't'>): readonly Mistake[] {
  if (draft[side].length === 0) return [{ name: addField(side), message: t(`draft.missing.${side}`) }];
  return draft[side].flatMap(({ text }, index) =>
    text.trim() === '' ? [{ name: amountField(side, index), message: t('draft.missing.amount') }] : [],
  );
}

/** Everything that is wrong with a draft, in the order of the page. */
export function faultsOf(draft: Draft, problems: Problems, words: Words): readonly Mistake[] {
  const { t, exactDong } = words;
  const empty = SIDES.flatMap((side) => missing(draft, side, words));
  const [out, taken] = [sumTyped(draft.donors), sumTyped(draft.recipients)];
  const difference = exactDong(Math.abs(out - taken));
  const uneven: Mistake =
    out > taken
      ? { name: amountField('recipients', 0), message: t('draft.moreOut', { difference }) }
      : { name: amountField('donors', 0), message: t('draft.moreIn', { difference }) };
  const found = [
    ...empty,
    ...brokenRules(draft, problems, words),
    ...(empty.length > 0 || out === taken ? [] : [uneven]),
  ];
  const at = (start: string) => found.filter(({ name }) => name.startsWith(start));
  return [
    ...SIDES.flatMap((side) => at(`${side}.`)),
    ...(draft.reason.trim() === '' ? [{ name: 'reason', message: t('draft.missing.reason') }] : []),
    ...found.filter(({ name }) => name === ''),
  ];
}
