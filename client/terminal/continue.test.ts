import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ServedModel } from "../../testing/client/serve-model.ts";

let server: ServedModel;
let home: string;
beforeEach(async () => {
  server = new ServedModel();
  home = await mkdtemp(join(tmpdir(), "chatkit-terminal-"));
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
  await rm(home, { recursive: true, force: true });
});

/** Runs the terminal chat to its end. */
async function chat(...args: string[]) {
  const script = join(import.meta.dirname, "chat.ts");
  const program = Bun.spawn([process.execPath, script, "--url", server.origin, ...args], {
    env: { ...process.env, XDG_CONFIG_HOME: home, NO_COLOR: "" },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [out, err, code] = await Promise.all([
    new Response(program.stdout).text(),
    new Response(program.stderr).text(),
    program.exited,
  ]);
  return { out, err, code };
}

test("/continue goes on with the last reply, and shows what comes alone", async () => {
  server.beforeAnswer = (path) => {
    const [generation] = server.model.live();
    if (!generation) return;
    if (path === "messages.say") {
      server.model.write(generation, "Half a ");
      server.model.finish(generation, "interrupted");
    }
    if (path === "messages.continue") {
      server.model.write(generation, "sentence.");
      server.model.finish(generation);
    }
  };
  expect(await chat("Say it")).toMatchObject({ out: "Half a \n", code: 1 });
  const [threadId = ""] = server.model.threads.keys();
  expect(await chat("--thread", threadId, "/continue")).toMatchObject({
    out: "sentence.\n",
    code: 0,
  });
  const texts = [...server.model.messages.values()].map(({ text }) => text);
  expect(texts).toEqual(["Say it", "Half a sentence."]);
});

test("/continue without a reply that was cut off says so", async () => {
  expect(await chat("/continue")).toMatchObject({
    out: "",
    err: expect.stringContaining("no reply to continue"),
    code: 1,
  });
});
