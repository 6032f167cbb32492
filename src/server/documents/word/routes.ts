import Type from 'typebox';
import type { Canonical } from '../../../domain/documents/canonical.ts';
import { ForeignFile, ForeignText } from '../../../domain/documents/contract.ts';
import { markdownOf } from '../../../domain/documents/markdown.ts';
import { needs } from '../../partnerships/access.ts';
import type { Api } from '../../platform/api.ts';
import { invalid } from '../../platform/errors.ts';
import { openPress } from '../../results/press.ts';
import { mayStart, OBSERVERS_READ } from '../access.ts';
import { AT, type One, type OneVersion, VersionParams } from '../routes.ts';
import { fileName, type TextFile, textOfDraft, textOfVersion } from '../text-files.ts';
import type { WordOrder } from './worker.ts';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const MARKDOWN = 'text/markdown';
const File = Type.Unsafe<TextFile>(Type.String());
/** In base64, and what stands around it. */
const LARGEST = 8_000_000;

/** Texts from Word and to it, and as Markdown: what people work with elsewhere. */
export function wordRoutes(api: Api): void {
  const press = openPress<WordOrder>(new URL('./worker.ts', import.meta.url));
  api.app.addHook('onClose', () => press.stop());

  api.participant(
    'POST',
    `${AT}/word`,
    {
      summary: 'Read a Word file: what stands under which heading. Nothing is kept of it',
      body: ForeignFile,
      reply: Type.Unsafe<Uint8Array>(ForeignText),
      bodyLimit: LARGEST,
      reads: true,
      perMinute: 20,
      file: 'application/json',
      async after(bytes) {
        const json = await press.print({ read: bytes });
        const { refused } = JSON.parse(json.toString('utf8')) as { refused?: string };
        if (refused) throw invalid(refused, [{ path: 'file', message: refused }]);
        return json;
      },
    },
    async ({ scope, body }) => {
      needs(mayStart(scope), OBSERVERS_READ);
      return Buffer.from(body.file, 'base64');
    },
  );

  for (const [name, type] of [
    ['docx', WORD],
    ['md', MARKDOWN],
  ] as const) {
    const after = async ({ text, status, footer }: TextFile) =>
      name === 'docx'
        ? press.print({ write: { text, status, footer } })
        : Buffer.from(markdownOf(text as Canonical, status), 'utf8');
    api.participant(
      'GET',
      `${AT}/:documentId/versions/:number/text.${name}`,
      {
        summary: `A text as it was proposed, as ${name === 'docx' ? 'a Word file' : 'Markdown'}`,
        params: VersionParams,
        reply: File,
        file: type,
        perMinute: 60,
        after,
      },
      async ({ tx, scope, params, deps, reply }) => {
        const { documentId, number } = params as OneVersion;
        const file = await textOfVersion(tx, scope, deps, documentId, number);
        reply.header('content-disposition', `attachment; filename="${fileName(file)}.${name}"`);
        return file;
      },
    );
    api.participant(
      'GET',
      `${AT}/:documentId/draft/text.${name}`,
      {
        summary: `A draft as it is now, as ${name === 'docx' ? 'a Word file' : 'Markdown'}`,
        reply: File,
        file: type,
        perMinute: 60,
        after,
      },
      async ({ tx, scope, params, deps, now, reply }) => {
        const file = await textOfDraft(tx, scope, deps, (params as One).documentId, now);
        reply.header('content-disposition', `attachment; filename="${fileName(file)}.${name}"`);
        return file;
      },
    );
  }
}
