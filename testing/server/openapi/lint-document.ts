import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

/** One finding of the linter. */
const problem = z.object({ ruleId: z.string(), severity: z.string(), message: z.string() });

const report = z.object({ problems: z.array(problem) });

/**
 * Lints an OpenAPI document with Redocly's strict rules, in which each warning is an error. The
 * linter
 * runs in a child process and needs no network.
 *
 * @param document its JSON text
 * @returns what it found
 * @throws Error when the linter does not run
 */
export async function lintDocument(document: string): Promise<z.infer<typeof problem>[]> {
  const folder = await mkdtemp(join(tmpdir(), "chatkit-openapi-"));
  try {
    const file = join(folder, "openapi.json");
    await Bun.write(file, document);
    const linter = fileURLToPath(import.meta.resolve("@redocly/cli/bin/cli.js"));
    const child = Bun.spawn({
      cmd: [
        process.execPath,
        linter,
        "lint",
        file,
        "--extends=recommended-strict",
        "--format=json",
      ],
      cwd: folder,
      env: { PATH: Bun.env["PATH"], ...offline },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [out, errors] = await Promise.all([
      new Response(child.stdout).text(),
      new Response(child.stderr).text(),
    ]);
    if (out === "") throw new Error(`the linter printed no report: ${errors}`);
    return report.parse(JSON.parse(out)).problems;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The linter otherwise reports its use, and looks for a newer version of itself. */
const offline = { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
