import { h } from './dom.ts';
import { t } from './language.ts';

/** What is asked before an act that others will notice. */
export type Question = { readonly title: string; readonly text: string; readonly yes: string };

/** Asks, with the focus on the safe answer; Escape is no. */
export async function confirmed({ title, text, yes }: Question): Promise<boolean> {
  const dialog: HTMLDialogElement = h(
    'dialog',
    { 'aria-labelledby': 'ask-title', 'aria-describedby': 'ask-text' },
    h('h2', { id: 'ask-title' }, title),
    h('p', { id: 'ask-text' }, text),
    h(
      'div',
      { class: 'row' },
      h('button', { type: 'button', class: 'btn primary', click: () => dialog.close('yes') }, yes),
      h(
        'button',
        { type: 'button', class: 'btn', autofocus: true, click: () => dialog.close('') },
        t('act.cancel'),
      ),
    ),
  );
  document.body.append(dialog);
  return new Promise((answer) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      answer(dialog.returnValue === 'yes');
    });
    dialog.showModal();
  });
}
