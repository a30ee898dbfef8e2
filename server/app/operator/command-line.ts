/**
 * How an operator types a command of this program: `chatkit …` where it is one executable, else
 * `bun run …`.
 *
 * @param words the command, as the executable has it, and its arguments
 */
export function commandLine(words: string): string {
  if (Bun.isStandaloneExecutable) return `chatkit ${words}`;
  return `bun run ${words.replace(/^migrate\b/, "db:migrate")}`;
}
