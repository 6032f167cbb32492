import { parentPort } from 'node:worker_threads';
import { print } from './print.ts';
import type { Report } from './reader.ts';

/* One report after the other, beside the server: laying out a page takes half a second, and answers must not wait. */
parentPort?.on('message', (report: Report) => {
  print(report).then(
    (pdf) => parentPort?.postMessage({ pdf }),
    (error: Error) => parentPort?.postMessage({ problem: error.stack ?? error.message }),
  );
});
