import { fileURLToPath } from 'node:url';
import { CATALOGUE } from '#functions/catalogue.ts';
import type { FontFiles } from '#functions/documents/pdf.ts';

const { assets } = CATALOGUE.documents;
const fileOf = (name: keyof typeof assets) => fileURLToPath(import.meta.resolve(assets[name]));

/** The very files that the catalogue puts beside the bundle. */
export const fonts: FontFiles = {
  normal: fileOf('regular.ttf'),
  bold: fileOf('bold.ttf'),
  italics: fileOf('italic.ttf'),
  bolditalics: fileOf('bold-italic.ttf'),
};
