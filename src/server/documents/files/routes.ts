import { Readable } from 'node:stream';
import Type from 'typebox';
import { Id } from '../../../domain/common/contract.ts';
import { DocumentFile, NewFile } from '../../../domain/documents/contract.ts';
import { type Api, BYTES } from '../../platform/api.ts';
import { invalid } from '../../platform/errors.ts';
import { AT, type One } from '../routes.ts';
import { addFile, fileToRead, mayAdd, removeFile } from './actions.ts';

type OneFile = One & { fileId: string };
const FileParams = Type.Object({ partnershipId: Id, documentId: Id, fileId: Id });

/** Files of joint documents: bytes in, bytes out, never anything in between. */
export function fileRoutes(api: Api): void {
  // The handler gets the stream itself. On an application of its own: everywhere else only JSON is read.
  api.app.addContentTypeParser(BYTES, (_request, payload, done) => done(null, payload));

  api.participant(
    'POST',
    `${AT}/:documentId/files`,
    {
      summary:
        'Add a file to a draft: its bytes as they are. What it is, is found in them; sent again it is the same file',
      query: NewFile,
      reply: Type.Unsafe<() => Promise<Buffer>>(DocumentFile),
      status: 201,
      file: 'application/json',
      upload: true,
      perMinute: 60,
      after: (add) => add(),
    },
    async ({ tx, scope, params, query, body, deps, request, reply }) => {
      const { documentId: document } = params as One;
      // Whoever is refused and sends on is not listened to for long.
      const refuse = (error: unknown): never => {
        reply.header('connection', 'close');
        throw error;
      };
      await mayAdd(tx, scope, document, Number(request.headers['content-length'] ?? 0)).catch(refuse);
      const stream: unknown = body;
      if (!(stream instanceof Readable)) throw invalid(`Send the bytes of the file as ${BYTES}.`);
      const { person, partnership } = scope;
      return async () => {
        const made = await addFile(deps, { person, partnership, document, name: query.name, stream }).catch(refuse);
        return Buffer.from(JSON.stringify(made), 'utf8');
      };
    },
  );

  api.participant(
    'GET',
    `${AT}/:documentId/files/:fileId`,
    {
      summary: 'The bytes of a file, as they were added',
      params: FileParams,
      reply: Type.Unsafe<() => Promise<Readable>>(Type.String()),
      file: BYTES,
      stream: true,
      perMinute: 120,
      after: (read) => read(),
    },
    async ({ tx, scope, params, deps, reply }) => {
      const { documentId, fileId } = params as OneFile;
      const { name, size, sha256 } = await fileToRead(tx, scope, documentId, fileId);
      const headers = {
        // Kept on the reader's disk, never opened in a page of ours; and if it were, without any right.
        'content-disposition': attachment(name),
        'content-security-policy': "sandbox; default-src 'none'",
        'cross-origin-resource-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
        'content-length': size,
        etag: `"${sha256}"`,
      };
      return async () => {
        const bytes = await deps.files.read(scope.partnership, sha256);
        reply.headers(headers);
        return bytes;
      };
    },
  );

  api.participant(
    'DELETE',
    `${AT}/:documentId/files/:fileId`,
    {
      summary: 'Remove a file that no text names, for good',
      params: FileParams,
      reply: Type.Null(),
      status: 204,
    },
    async ({ tx, scope, params, deps }) => {
      const { documentId, fileId } = params as OneFile;
      await removeFile(tx, scope, deps, documentId, fileId);
      return null;
    },
  );
}

/** In the letters that every browser reads, and in full (RFC 6266). */
function attachment(name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const full = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`;
}
