/** What a statement does and to which tables, such as `UPDATE generations, INSERT chunks`. */
export interface StatementSummary {
  /** The first word, such as `SELECT`; that of the first change for a `WITH`. */
  operation: string;
  /** At most `mostTables` of them. */
  summary: string;
}

/** Tables named in a summary; a name of a span has to stay short. */
const mostTables = 3;

/** Characters that are read: the tables of a statement are named at its beginning. */
const mostRead = 4_000;

const steps =
  /\b(insert\s+into|update|delete\s+from|from|join)\s+("?[a-z_]\w{0,62}"?(?:\."?[a-z_]\w{0,62}"?)?)(?![\w("])/gi;

const verbs: Readonly<Record<string, string>> = {
  insert: "INSERT",
  update: "UPDATE",
  delete: "DELETE",
};

/**
 * Summarises a statement by its words and tables alone, so that it contains no value, whether
 * parameter or literal.
 *
 * @param parts its text between the parameters
 */
export function summarizeStatement(parts: readonly string[]): StatementSummary {
  const text = withoutOtherFrom(withoutLiterals(parts.join("$").slice(0, mostRead)));
  const first = /[a-z]+/i.exec(text)?.[0].toUpperCase() ?? "STATEMENT";
  const own = new Set(
    Array.from(text.matchAll(/\b([a-z_]+)\s+as\s+(?:materialized\s+)?\(/gi), nameIn),
  );
  const changes: string[] = [];
  const reads: string[] = [];
  for (const [, step = "", named = ""] of text.matchAll(steps)) {
    const table = named.replaceAll('"', "");
    const verb = verbs[step.split(/\s/, 1)[0]?.toLowerCase() ?? ""];
    if (own.has(table) || notTables.has(table.toLowerCase())) continue;
    if (verb) changes.push(`${verb} ${table}`);
    else reads.push(table);
  }
  const [change] = changes;
  if (change !== undefined)
    return {
      operation: change.split(" ", 1)[0] ?? first,
      summary: [...new Set(changes)].slice(0, mostTables).join(", "),
    };
  const operation = first === "WITH" ? "SELECT" : first;
  const tables = [...new Set(reads)].slice(0, mostTables).join(", ");
  return { operation, summary: tables === "" ? operation : `${operation} ${tables}` };
}

/** Words that may follow `update` or `from` without being a table: `for update of`, `from now()`. */
const notTables = new Set([
  "set",
  "of",
  "now",
  "skip",
  "nowait",
  "lateral",
  "unnest",
  "only",
  "select",
]);

function nameIn([, name = ""]: RegExpMatchArray): string {
  return name;
}

/** Replaces what stands between single quotes: it may be a value. */
function withoutLiterals(text: string): string {
  return text
    .split("'")
    .filter((_, at) => at % 2 === 0)
    .join("?");
}

/** Leaves out `from` where no table follows: `extract(epoch from …)` and `is distinct from …`. */
function withoutOtherFrom(text: string): string {
  return text.replaceAll(/\(\s*\w+\s+from\b|\bdistinct\s+from\b/gi, "(");
}
