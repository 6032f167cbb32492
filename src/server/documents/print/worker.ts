import { parentPort } from 'node:worker_threads';
import type { PrintedText } from '../proof.ts';
import { printText } from './print.ts';

/* One text after the other, beside the server. */
parentPort?.on('message', (text: PrintedText) => {
  printText(text).then(
    (pdf) => parentPort?.postMessage({ pdf }),
    (error: Error) => parentPort?.postMessage({ problem: error.stack ?? error.message }),
  );
});
