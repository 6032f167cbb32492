import { passkeyClient } from '@better-auth/passkey/client';
import { createAuthClient } from 'better-auth/client';

/** Loaded only when somebody uses a passkey. */
const client = createAuthClient({ plugins: [passkeyClient()] });

type Reply = { error: { code?: string; message?: string } | null } | undefined;

/** False: the person closed the browser's question. Anything else that went wrong is thrown. */
function done(reply: Reply): boolean {
  if (!reply?.error) return true;
  if (/CANCELLED|ABORTED/.test(reply.error.code ?? '') || /cancelled/i.test(reply.error.message ?? '')) return false;
  throw new Error(reply.error.message ?? 'The passkey was not accepted.');
}

export const signInWithPasskey = async (): Promise<boolean> => done((await client.signIn.passkey()) as Reply);
export const addPasskey = async (name: string): Promise<boolean> =>
  done((await client.passkey.addPasskey({ name })) as Reply);
