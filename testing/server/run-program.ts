/** What a program has printed, and its exit code. */
export interface ProgramEnd {
  out: string;
  err: string;
  code: number;
}

/** Runs a command of the operator, from the file at `path`, with these variables alone. */
export async function runProgram(
  path: string,
  words: readonly string[],
  env: Record<string, string>,
): Promise<ProgramEnd> {
  const child = Bun.spawn([process.execPath, path, ...words], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [out, err, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  return { out, err, code };
}
