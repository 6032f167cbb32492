/** What a command of the command line is. */

/** Where a command reads and writes, so that tests and other programs can run one in-process. */
export interface Streams {
  stdin: AsyncIterable<Uint8Array>;
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
}

export interface Command {
  /** Printed by `entente help <name>` and `entente <name> --help`. */
  help: string;
  /** @returns the exit code: 0 done, 1 a problem with the data, 2 a problem with the command as typed */
  run(args: string[], streams: Streams): Promise<number>;
}

/** A command as typed that makes no sense; its message is one sentence. Ends with exit code 2. */
export class UsageError extends Error {}
