import type { Content } from './content.ts';
import type { Kind } from './kinds.ts';

/**
 * Files that belong to a joint document. A row names one by its id; the canonical text says what that file is: name, type,
 * size, SHA-256. So whoever ratifies the text ratifies every byte of the file.
 */
export type NamedFile = { id: string; name: string; type: string; size: number; sha256: string };

/** What is taken, by what stands in it; the first extension is the one a name gets. */
export const FILE_TYPES: Record<string, { label: string; extensions: readonly [string, ...string[]] }> = {
  'application/pdf': { label: 'PDF', extensions: ['pdf'] },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': { label: 'Word', extensions: ['docx'] },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { label: 'Excel', extensions: ['xlsx'] },
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': {
    label: 'PowerPoint',
    extensions: ['pptx'],
  },
  'application/vnd.oasis.opendocument.text': { label: 'OpenDocument text', extensions: ['odt'] },
  'application/vnd.oasis.opendocument.spreadsheet': { label: 'OpenDocument spreadsheet', extensions: ['ods'] },
  'application/vnd.oasis.opendocument.presentation': { label: 'OpenDocument presentation', extensions: ['odp'] },
  'image/png': { label: 'PNG', extensions: ['png'] },
  'image/jpeg': { label: 'JPEG', extensions: ['jpg', 'jpeg'] },
  'image/webp': { label: 'WebP', extensions: ['webp'] },
  'text/plain': { label: 'text', extensions: ['txt', 'md'] },
  'text/csv': { label: 'CSV', extensions: ['csv'] },
};
export const ACCEPTED =
  'PDF, Word, Excel and PowerPoint without macros, OpenDocument, PNG, JPEG, WebP, and plain text or CSV in UTF-8';

/** Bytes of one file. */
export const LARGEST_FILE = 25_000_000;
export const MOST_FILES = 200;
/** Bytes of all files of a partnership that one party can see: what the others keep to themselves is not counted to it. */
export const MOST_BYTES = 2_000_000_000;

/** "840 KB", "1.2 MB": in thousands, as file managers count. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  // 999,950 is 1.0 MB already.
  const [unit, by] = bytes < 999_500 ? ['KB', 1000] : bytes < 999_950_000 ? ['MB', 1_000_000] : ['GB', 1_000_000_000];
  const count = bytes / by;
  return `${count < 10 && unit !== 'KB' ? count.toFixed(1) : Math.round(count)} ${unit}`;
}

/** "Contract.pdf (PDF, 1.2 MB)". */
export const fileText = ({ name, type, size }: Omit<NamedFile, 'id' | 'sha256'>): string =>
  `${name} (${FILE_TYPES[type]?.label ?? type}, ${sizeText(size)})`;

/** Ids of the files a text names, in its order. */
export function filesIn(kind: Kind, content: Content): string[] {
  const found = kind.sections.flatMap((section) => {
    const rows = content[section.key];
    if (section.type !== 'rows' || !Array.isArray(rows)) return [];
    const keys = section.fields.filter(({ type }) => type === 'file').map(({ key }) => key);
    return rows.flatMap((row) => keys.map((key) => row[key]));
  });
  return [...new Set(found.filter((id) => typeof id === 'string'))];
}

/** Devices of old systems: a file of that name cannot be saved there. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(?=\.|$)/i;
const LONGEST_NAME = 100;

/**
 * A name that every system takes and that says what the file is: no path, nothing that is not seen or turns the order of
 * letters round, and the extension of the type that was found in it.
 */
export function cleanFileName(given: string, type: string): string {
  const extensions: readonly string[] = FILE_TYPES[type]?.extensions ?? [];
  const name = (given.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '')
    // Control characters, and those that are not seen or reorder what is: \p{Cf} has all of them.
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll(/[<>:"|?*]/g, '-')
    .replaceAll(/\s+/g, ' ');
  const [, stem = name, end = ''] = /^(.*)\.([^. ]*)$/.exec(trimmed(name)) ?? [];
  const fits = extensions.includes(end.toLowerCase());
  const extension = fits ? end.toLowerCase() : (extensions[0] ?? 'bin');
  // “Offer v1.2” has no extension; “offer.exe” has one, and it is not true.
  let base = trimmed(fits || /^[a-z][a-z0-9]{0,4}$|^[0-9][a-z]{1,3}$/i.test(end) ? stem : name);
  while (base.toLowerCase().endsWith(`.${extension}`)) base = trimmed(base.slice(0, -extension.length - 1));
  base = trimmed([...base].slice(0, LONGEST_NAME).join(''));
  if (base === '') base = 'file';
  return `${RESERVED.test(base) ? '_' : ''}${base}.${extension}`;
}

const trimmed = (text: string): string => text.replaceAll(/^[. ]+|[. ]+$/g, '');
