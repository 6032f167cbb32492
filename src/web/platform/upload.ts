import { OfflineError, ProblemError, toProblem } from './http.ts';

/**
 * Sends the bytes of a file as they are, and says how many are on their way: fetch cannot. The browser reads the file
 * from the disk while it sends.
 */
export function upload<T>(
  url: string,
  file: Blob,
  { onSent, signal }: { onSent: (share: number) => void; signal: AbortSignal },
): Promise<T> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open('POST', url);
    call.setRequestHeader('content-type', 'application/octet-stream');
    call.setRequestHeader('accept', 'application/json');
    call.upload.addEventListener('progress', ({ loaded, total }) => onSent(total > 0 ? loaded / total : 0));
    call.addEventListener('load', () => {
      if (call.status < 300) resolve(JSON.parse(call.responseText) as T);
      else reject(new ProblemError(toProblem(call.status, call.statusText, call.responseText)));
    });
    call.addEventListener('error', () => reject(new OfflineError()));
    call.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')));
    signal.addEventListener('abort', () => call.abort());
    call.send(file);
  });
}
