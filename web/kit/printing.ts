/** Paper shows all of a list, of which the screen draws only what is in sight. */
import { useEffect, useEffectEvent, useState } from 'react';
import { flushSync } from 'react-dom';

/** Whether the page is being printed: what is not drawn when the browser begins is not on the paper. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const begin = (): void => flushSync(() => setPrinting(true));
    const end = (): void => setPrinting(false);
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
    return () => {
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
    };
  }, []);
  return printing;
}

type Whole = {
  /** Whether something was not read yet; asked only when somebody prints. */
  readonly missing: () => boolean;
  readonly read: () => void;
};

/** Prints once everything is read: by the button, and by the keys that print in every browser. */
export function usePrintWhole({ missing, read }: Whole): {
  readonly waiting: boolean;
  readonly print: () => void;
} {
  const [asked, ask] = useState(false);
  const print = (): void => {
    if (missing()) {
      ask(true);
      read();
    } else window.print();
  };
  const ready = asked && !missing();
  useEffect(() => {
    if (!ready) return;
    // After this drawing, not within it: printing draws again at once. Until then it is still asked for.
    const turn = setTimeout(() => {
      ask(false);
      window.print();
    });
    return () => clearTimeout(turn);
  }, [ready]);
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    const prints = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'p';
    if (!prints || event.shiftKey || event.altKey || !missing()) return;
    event.preventDefault();
    print();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey(event);
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
  return { waiting: asked, print };
}
