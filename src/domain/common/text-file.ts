export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/**
 * The text of a file whose encoding nobody said. A byte order mark decides; without one: zeros at every other place are
 * UTF-16, what is valid UTF-8 is UTF-8, and the rest is what spreadsheets on Windows write when they are not asked.
 * @returns undefined for a file that is no text: a workbook (.xlsx), a PDF
 */
export function decodeText(bytes: Uint8Array): { text: string; encoding: Encoding } | undefined {
  const starts = (...signs: number[]) => signs.every((sign, at) => bytes[at] === sign);
  // A zero in a text is damage, and shown as such: kept, it would have the whole file refused for one cell.
  const whole = (text: string) => text.replaceAll('\0', '\uFFFD');
  const as = (encoding: Encoding) => ({ text: whole(new TextDecoder(encoding).decode(bytes)), encoding });
  if (starts(0x50, 0x4b, 3, 4) || starts(0xd0, 0xcf, 0x11, 0xe0) || starts(0x25, 0x50, 0x44, 0x46)) return undefined;
  if (starts(0xff, 0xfe)) return as('utf-16le');
  if (starts(0xfe, 0xff)) return as('utf-16be');
  const head = bytes.subarray(0, 512);
  const zeros = (at: 0 | 1) => head.filter((byte, place) => byte === 0 && place % 2 === at).length;
  if (zeros(0) + zeros(1) > 0) {
    if (zeros(1) > head.length / 4 && zeros(0) === 0) return as('utf-16le');
    if (zeros(0) > head.length / 4 && zeros(1) === 0) return as('utf-16be');
    return undefined;
  }
  try {
    return { text: whole(new TextDecoder('utf-8', { fatal: true }).decode(bytes)), encoding: 'utf-8' };
  } catch {
    return as('windows-1252');
  }
}
