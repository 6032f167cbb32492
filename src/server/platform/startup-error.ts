/** Something the operator can put right: one sentence that says what is wrong and what to do, shown without a stack trace. */
export class StartupError extends Error {
  override name = 'StartupError';
}

/** The short form of a system error: "EACCES" rather than a message with the path in it a second time. */
export function errorCode(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : String(error);
}
