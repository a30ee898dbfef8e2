/** `1.2 s` for a time in milliseconds. */
export function formatSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** Prints an error as one sentence, without a stack, and exits with status 1. */
export function exitWith(error: unknown): never {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
