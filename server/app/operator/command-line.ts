/**
 * How an operator types a command of this program: `chatkit …` where it is one executable, else
 * `bun run …`.
 *
 * @param words the command and its arguments
 */
export function commandLine(words: string): string {
  return `${Bun.isStandaloneExecutable ? "chatkit" : "bun run"} ${words}`;
}
