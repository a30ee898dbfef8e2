import { expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTestApp } from "../../testing/server/start-test-app.ts";

test("a reply that was cut off at the longest length is said to be, which is no failure", async () => {
  await using app = await startTestApp({ config: { mostReplyKilobytes: 1 } });
  const home = await mkdtemp(join(tmpdir(), "chatkit-terminal-"));
  try {
    const program = Bun.spawn(
      [process.execPath, join(import.meta.dir, "chat.ts"), "--url", app.origin, "count to 900"],
      {
        env: { ...process.env, XDG_CONFIG_HOME: home },
        stdin: null,
        stdout: "pipe",
        stderr: "pipe",
      },
    );
    const [out, err, code] = await Promise.all([
      new Response(program.stdout).text(),
      new Response(program.stderr).text(),
      program.exited,
    ]);
    expect(err).toContain("cut off at the length limit");
    expect(out).toStartWith("1, 2, 3");
    expect(new TextEncoder().encode(out.trimEnd()).length).toBeLessThanOrEqual(1_024);
    expect(out.length).toBeGreaterThan(1_000);
    expect(code).toBe(0);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}, 60_000);
