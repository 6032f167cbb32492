import Type from 'typebox';
import { SigningKey } from '../../domain/documents/contract.ts';
import { fileMark, listPartyNames } from '../partnerships/queries.ts';
import type { Api } from '../platform/api.ts';
import { openPress } from '../results/press.ts';
import { chainFile, type PrintedText, printedText, proofFile } from './proof.ts';
import { AT, type OneVersion, VersionParams } from './routes.ts';
import { fileName } from './text-files.ts';

const Pdf = Type.Unsafe<PrintedText>(Type.String());
const JSON_FILE = 'application/json';
/** Written byte by byte as it was made: a proof that is written anew is not the same file. */
const asItIs = async (text: string) => Buffer.from(text, 'utf8');

/** What is in force, in forms that prove it to people who are not here. */
export function proofRoutes(api: Api): void {
  const press = openPress<PrintedText>(new URL('./print/worker.ts', import.meta.url));
  api.app.addHook('onClose', () => press.stop());
  const attachment = (name: string) => `attachment; filename="${name}"`;

  api.participant(
    'GET',
    `${AT}/:documentId/versions/:number/proof.json`,
    {
      summary: 'A ratified text with hashes, ratifications, place in the chain and the signed head; see entente verify',
      params: VersionParams,
      reply: Type.String(),
      file: JSON_FILE,
      after: asItIs,
    },
    async ({ tx, scope, params, deps, reply }) => {
      const { documentId, number } = params as OneVersion;
      const { sample } = await listPartyNames(tx, scope);
      reply.header('content-disposition', attachment(`${fileMark(sample)}document-version-${number}-proof.json`));
      return proofFile(tx, scope, deps, documentId, number);
    },
  );

  api.participant(
    'GET',
    `${AT}/:documentId/versions/:number/proof.pdf`,
    {
      summary: 'A ratified text to be handed out, with who ratified it and the signed head',
      params: VersionParams,
      reply: Pdf,
      file: 'application/pdf',
      perMinute: 60,
      after: (text) => press.print(text),
    },
    async ({ tx, scope, params, deps, reply }) => {
      const { documentId, number } = params as OneVersion;
      const text = await printedText(tx, scope, deps, documentId, number);
      reply.header('content-disposition', attachment(`${fileName(text)}.pdf`));
      return text;
    },
  );

  api.participant(
    'GET',
    '/partnerships/:partnershipId/chain.json',
    {
      summary: 'Everything that came into force here, as a signed chain; see entente verify',
      reply: Type.String(),
      file: JSON_FILE,
      after: asItIs,
    },
    async ({ tx, scope, deps, reply }) => {
      const { sample } = await listPartyNames(tx, scope);
      reply.header('content-disposition', attachment(`${fileMark(sample)}chain.json`));
      return chainFile(tx, scope, deps);
    },
  );

  api.anyone(
    'GET',
    '/signing-key',
    { summary: 'The key with which this installation signs what is in force', reply: SigningKey },
    async ({ deps }) => ({
      algorithm: 'Ed25519' as const,
      publicKey: deps.signer.publicKey,
      installation: deps.config.publicUrl,
    }),
  );
}
