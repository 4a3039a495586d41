/**
 * A text as it is searched: lower case, without accents, words separated by one space. `Rạch Xuyên Tâm` is found by
 * `rach xuyen`, and by `Rạch Xuyên` too.
 */
export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[đĐ]/g, 'd')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * How well a folded text answers a folded question: every word of the question must begin a word of the text. 0 does not
 * answer it, 2 begins with the whole question, 1 anything else; an empty question is answered by everything.
 */
export function fitOf(foldedText: string, foldedQuestion: string): 0 | 1 | 2 {
  if (foldedText.startsWith(foldedQuestion)) return 2;
  const words = foldedText.split(' ');
  const fits = foldedQuestion.split(' ').every((asked) => words.some((word) => word.startsWith(asked)));
  return fits ? 1 : 0;
}
