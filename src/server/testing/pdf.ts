import { inflateSync } from 'node:zlib';

/**
 * Reads the text out of a PDF of ours, page by page, without help: streams are inflated, glyphs turned back into
 * characters by each font's own table. What no reader could select or search is not found here either.
 */
export function readPdf(pdf: Buffer): { pages: string[]; info: string } {
  const objects = new Map<number, { head: string; stream: Buffer | undefined }>();
  const raw = pdf.toString('latin1');
  for (const found of raw.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const start = found.index + found[0].length;
    const end = raw.indexOf('endobj', start);
    const at = raw.indexOf('stream\n', start);
    const has = at >= 0 && at < end;
    const head = raw.slice(start, has ? at : end);
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0);
    const bytes = has ? pdf.subarray(at + 7, at + 7 + length) : undefined;
    const packed = head.includes('FlateDecode');
    objects.set(Number(found[1]), { head, stream: bytes && (packed ? inflateSync(bytes) : bytes) });
  }
  const fonts = new Map<string, Map<number, string>>();
  for (const { head } of objects.values())
    for (const [, name, id] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(Number(id))?.head ?? '')?.[1];
      if (table) fonts.set(name as string, unicodes(objects.get(Number(table))?.stream?.toString('latin1') ?? ''));
    }
  const pages = [...objects.values()]
    .filter(({ head }) => /\/Type \/Page\b/.test(head))
    .map(({ head }) => {
      const content = /\/Contents (\d+) 0 R/.exec(head)?.[1];
      return textOf(objects.get(Number(content))?.stream?.toString('latin1') ?? '', fonts);
    });
  const catalog = [...objects.values()].find(({ head }) => head.includes('/Type /Catalog'))?.head ?? '';
  const info = [...objects.values()].find(({ head }) => head.includes('/CreationDate'))?.head ?? '';
  return { pages, info: `${catalog}\n${info}` };
}

const utf16 = (hex: string): string =>
  String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16)));

function unicodes(map: string): Map<number, string> {
  const found = new Map<number, string>();
  for (const [, from, , list] of map.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/gi)) {
    const first = Number.parseInt(from as string, 16);
    [...(list as string).matchAll(/<([0-9a-f\s]*)>/gi)].forEach(([, hex], at) => {
      found.set(first + at, utf16((hex as string).replace(/\s/g, '')));
    });
  }
  return found;
}

function textOf(content: string, fonts: Map<string, Map<number, string>>): string {
  const words: string[] = [];
  let font = new Map<number, string>();
  for (const [, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name) font = fonts.get(name) ?? new Map();
    else
      words.push(
        [...(shown ?? '').matchAll(/<([0-9a-f]*)>/gi)]
          .flatMap(([, hex]) => (hex as string).match(/.{4}/g) ?? [])
          .map((glyph) => font.get(Number.parseInt(glyph, 16)) ?? '\uFFFD')
          .join(''),
      );
  }
  return words.join(' ').replace(/\s+/g, ' ');
}
