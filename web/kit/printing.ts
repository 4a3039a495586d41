/** Paper shows all of a list, of which the screen draws only what is in sight. */
import { useCallback, useEffect, useState } from 'react';
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
  /** Reads what was not read yet; undefined when nothing is missing. */
  readonly read: (() => void) | undefined;
};

/** Prints once everything is read: by the button, and by the keys that print in every browser. */
export function usePrintWhole({ read }: Whole): { readonly waiting: boolean; readonly print: () => void } {
  const [asked, ask] = useState(false);
  const missing = read !== undefined;
  const print = useCallback(() => {
    if (read === undefined) return window.print();
    ask(true);
    read();
  }, [read]);
  useEffect(() => {
    if (!asked || missing) return;
    ask(false);
    // After this drawing, not within it: printing draws again at once.
    const turn = setTimeout(() => window.print());
    return () => clearTimeout(turn);
  }, [asked, missing]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const prints = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'p';
      if (!prints || event.shiftKey || event.altKey || !missing) return;
      event.preventDefault();
      print();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [missing, print]);
  return { waiting: asked, print };
}
