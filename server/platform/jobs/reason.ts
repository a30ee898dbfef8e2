/** Longest reason that is kept, in characters: a sentence of a mail server, or of a database. */
const longestReason = 500;

/**
 * Why a job failed, as admins read it. Drizzle puts a statement's parameters into its message, so
 * what the database said is taken instead.
 */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, longestReason);
  const [, statementFailed] = /^(Failed query): /.exec(error.message) ?? [];
  if (statementFailed !== undefined)
    return error.cause instanceof Error ? reasonOf(error.cause) : statementFailed;
  return `${error.name}: ${error.message}`.slice(0, longestReason);
}

/** The reason in what pg-boss has kept of a job's last try: ours, or its own for what was lost. */
export function keptReason(output: unknown): string | null {
  if (typeof output === "string") return output.slice(0, longestReason);
  if (typeof output !== "object" || output === null) return null;
  if ("message" in output) return keptReason(output.message);
  return "value" in output ? keptReason(output.value) : null;
}
