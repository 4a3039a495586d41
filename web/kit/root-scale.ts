const ROOT_PX = 16;

/** How much larger than 16 px the reader's root size is: what is drawn in px grows with it. */
export function rootScale(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / ROOT_PX;
}
