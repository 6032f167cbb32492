import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pdfmake from 'pdfmake';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';

/** Fonts and what a printing thread may touch; whatever is printed is set here. */
const directory = join(import.meta.dirname, '../fonts');
const coverage = JSON.parse(readFileSync(join(directory, 'coverage.json'), 'utf8')) as number[][];
const font = (name: string) => join(directory, `${name}.ttf`);
const FONTS = {
  Sans: { normal: font('entente-sans-regular'), bold: font('entente-sans-semibold') },
  Serif: { normal: font('entente-serif-regular'), bold: font('entente-serif-regular') },
};
pdfmake.setFonts(FONTS);
// Nothing is fetched and no file but the fonts is read, whatever stands in a text.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => Object.values(FONTS).some((one) => Object.values(one).includes(path)));

export const setPdf = (definition: TDocumentDefinitions): Promise<Buffer> => pdfmake.createPdf(definition).getBuffer();

/** Whether our fonts have a sign for everything written here. */
export const covered = (text: string): boolean =>
  [...new Set(text)].every((sign) => {
    const code = sign.codePointAt(0) as number;
    return coverage.some(([from, to]) => code >= (from as number) && code <= (to as number));
  });
