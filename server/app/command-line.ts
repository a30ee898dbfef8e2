/** Settings on the command line, and what is wrong with it. */
export function readFlags(argv: readonly string[]) {
  const values: { CHATKIT_ROLE?: string } = {};
  const problems: string[] = [];
  const words = argv.flatMap((word) =>
    word.startsWith("--role=") ? ["--role", word.slice(7)] : word,
  );
  for (let i = 0; i < words.length; i++) {
    if (words[i] === "--role") values.CHATKIT_ROLE = words[++i] ?? "";
    else problems.push("command line: the only option is --role web, worker or all");
  }
  return { values, problems };
}
