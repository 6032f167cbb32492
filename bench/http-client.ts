import { once } from 'node:events';
import net from 'node:net';

/** A request as it goes over the wire, made before anything is measured. */
export function prepared(port: number, path: string, body: string): Buffer {
  const head = [
    `POST ${path} HTTP/1.1`,
    `host: 127.0.0.1:${port}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/**
 * One kept-alive connection that sends a request and waits for its whole answer. Does little else: on a machine where
 * both sides share the processors, what a client costs would be counted as the server's.
 */
export async function connect(port: number): Promise<{ send: (request: Buffer) => Promise<number>; end: () => void }> {
  const socket = net.connect(port, '127.0.0.1').setNoDelay();
  await once(socket, 'connect');
  let settle: { resolve: (status: number) => void; reject: (error: Error) => void } | undefined;
  let text = '';
  socket.setEncoding('latin1');
  socket.on('data', (chunk) => {
    text += chunk;
    const head = text.indexOf('\r\n\r\n');
    if (head < 0) return;
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0);
    if (text.length < head + 4 + length) return;
    const status = Number(text.slice(9, 12));
    text = text.slice(head + 4 + length);
    settle?.resolve(status);
  });
  const lost = (error?: Error) => settle?.reject(error ?? new Error('the server closed the connection'));
  socket.on('error', lost).on('close', () => lost());
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        settle = { resolve, reject };
        socket.write(request);
      }),
    end: () => void socket.destroy(),
  };
}
