import { takeOrders } from '../../platform/threads.ts';
import { NotReadable, readWord } from './read.ts';
import { type WordText, writeWord } from './write.ts';

export type WordOrder = { write: WordText } | { read: Uint8Array };

/* Word files, read and written beside the server: a hostile file takes this thread down and nothing else. */
takeOrders(answer);

async function answer(order: WordOrder): Promise<Buffer> {
  if ('write' in order) return writeWord(order.write);
  const read = await readWord(order.read).catch((error: Error) => {
    if (error instanceof NotReadable) return { refused: error.message };
    throw error;
  });
  return Buffer.from(JSON.stringify(read), 'utf8');
}
