/** The command line: a list of commands, each in the chapter it belongs to and loaded when it is called. */

import { type Command, type Streams, UsageError } from './platform/command.ts';

interface Entry {
  name: string;
  summary: string;
  load(): Promise<Command>;
}

const commands: Entry[] = [
  {
    name: 'analyse',
    summary: 'statistics of a CSV file of survey answers, without a server',
    load: async () => (await import('./surveys/analyse.ts')).analyseCommand,
  },
  {
    name: 'ballots',
    summary: 'take sealed answers on a server of its own',
    load: async () => (await import('./ballots-command.ts')).ballotsCommand,
  },
  {
    name: 'verify',
    summary: 'whether a joint document, or a complete copy, is as it was signed',
    load: async () => (await import('./documents/verify-command.ts')).verifyCommand,
  },
];

function overview(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return `Entente: Partnership Relationship Management

Usage: entente <command> [options]

Commands:
${lines.join('\n')}

entente <command> --help explains one command.
`;
}

/** Run one command line (without the program's name) and give its exit code. */
export async function main(args: readonly string[], streams: Streams): Promise<number> {
  const [name, ...rest] = args[0] === 'help' ? [...args.slice(1, 2), '--help'] : args;
  if (name === undefined || name === '--help' || name === '-h') {
    const asked = args.length > 0;
    (asked ? streams.stdout : streams.stderr).write(overview());
    return asked ? 0 : 2;
  }
  const entry = commands.find((command) => command.name === name);
  if (!entry) {
    streams.stderr.write(`entente: there is no command “${name}”.\n\n${overview()}`);
    return 2;
  }
  const command = await entry.load();
  if (rest.includes('--help') || rest.includes('-h')) {
    streams.stdout.write(command.help);
    return 0;
  }
  try {
    return await command.run(rest, streams);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    streams.stderr.write(`entente ${name}: ${error.message}\nentente ${name} --help explains the options.\n`);
    return 2;
  }
}

if (import.meta.main) {
  // A reader that has seen enough (`| head`) closes the pipe; that is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  process.exitCode = await main(process.argv.slice(2), process);
}
