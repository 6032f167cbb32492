import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export type Received = { from: string; to: string[]; raw: string; mail: Email };

/** A real mail server on a real socket, and what it does with the next message instead of taking it. */
export type MailServer = {
  port: number;
  received: Received[];
  trouble: ((raw: string, to: string[]) => Error | undefined | Promise<Error | undefined>) | undefined;
  close: () => Promise<void>;
};

export async function mailServer(port = 0): Promise<MailServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    // Whoever keeps a connection for the next letter is not waited for.
    closeTimeout: 1,
    onData(stream, session, done) {
      void (async () => {
        const raw = await text(stream);
        const to = session.envelope.rcptTo.map((one) => one.address);
        const error = await self.trouble?.(raw, to);
        if (error) return done(error);
        const { mailFrom } = session.envelope;
        self.received.push({ from: mailFrom ? mailFrom.address : '', to, raw, mail: await PostalMime.parse(raw) });
        done();
      })();
    },
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const self: MailServer = {
    port: (server.server.address() as AddressInfo).port,
    received: [],
    trouble: undefined,
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  };
  return self;
}

export const refusal = (responseCode: number) => Object.assign(new Error('not today'), { responseCode });
