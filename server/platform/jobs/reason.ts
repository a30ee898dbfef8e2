/** Longest stored reason in characters: a sentence of a mail server, or of a database. */
const longestReason = 500;

/**
 * Why a job failed, as shown to admins. Drizzle puts a statement's parameters into its message, so
 * use the database's own message instead.
 */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, longestReason);
  const [, statementFailed] = /^(Failed query): /.exec(error.message) ?? [];
  if (statementFailed !== undefined)
    return error.cause instanceof Error ? reasonOf(error.cause) : statementFailed;
  return `${error.name}: ${error.message}`.slice(0, longestReason);
}

/** The reason stored with a job's last try: this server's, or pg-boss's for a lost one. */
export function keptReason(output: unknown): string | null {
  if (typeof output === "string") return output.slice(0, longestReason);
  if (typeof output !== "object" || output === null) return null;
  if ("message" in output) return keptReason(output.message);
  return "value" in output ? keptReason(output.value) : null;
}
