import { TRPCClientError } from "@trpc/client";

/** Whether a failure is the server's own answer. */
export function isAnswer({ cause }: Error): boolean {
  return cause instanceof TRPCClientError && cause.data !== undefined && cause.data !== null;
}

/**
 * The message of what is at the bottom of a failure, where that is a fault of this program or its machine, such as
 * a file that cannot be read; null where it is one of the connection.
 */
export function findOwnFault(failure: Error): string | null {
  if (failure.cause instanceof Error) return findOwnFault(failure.cause);
  return isOfFiles(failure) || isOfProgram(failure) ? failure.message : null;
}

/** What the system says of files; connections have codes of their own. */
const fileCodes: ReadonlySet<unknown> = new Set([
  "EACCES",
  "EIO",
  "EISDIR",
  "ELOOP",
  "EMFILE",
  "ENOSPC",
  "ENOTDIR",
  "EPERM",
  "EROFS",
]);

function isOfFiles(error: Error): boolean {
  return "code" in error && fileCodes.has(error.code);
}

/** The runtime reports failures of `fetch` as type errors too, but with a code. */
function isOfProgram(error: Error): boolean {
  const isBug =
    error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
  return isBug && !("code" in error);
}
