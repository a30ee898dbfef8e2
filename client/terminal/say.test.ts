import { expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId } from "../../shared/ids.ts";
import type { ModelGeneration } from "../../testing/client/model-log.ts";
import { ServedModel } from "../../testing/client/serve-model.ts";

const script = join(import.meta.dirname, "chat.ts");

test.each(["completed", "stopped"] as const)(
  "what is said while another device has a reply written waits for that: %s",
  async (status) => {
    await using server = new ServedModel();
    await using resources = new AsyncDisposableStack();
    const home = await mkdtemp(join(tmpdir(), "chatkit-terminal-"));
    resources.defer(() => rm(home, { recursive: true, force: true }));
    const run = async (...args: string[]) => {
      const program = Bun.spawn([process.execPath, script, "--url", server.origin, ...args], {
        env: { ...process.env, XDG_CONFIG_HOME: home, NO_COLOR: "" },
        stdout: "pipe",
        stderr: "ignore",
      });
      return { out: await new Response(program.stdout).text(), code: await program.exited };
    };
    const { model } = server;
    let elsewhere: ModelGeneration | undefined;
    server.beforeAnswer = (path) => {
      if (path !== "messages.say") return;
      const own = model.live().find((each) => each !== elsewhere);
      if (!own) return;
      model.write(own, "mine");
      model.finish(own);
    };
    expect(await run("one")).toEqual({ out: "mine\n", code: 0 });

    const [threadId = ""] = model.threads.keys();
    const last = [...model.messages.keys()].at(-1) ?? null;
    server.intercept = (path) => {
      if (path === "messages.say" && !elsewhere) {
        const ids = { id: newId("message"), replyId: newId("message") };
        model.send({ ...ids, threadId, parentId: last, text: "another" });
        elsewhere = model.live().at(-1);
        if (elsewhere) model.write(elsewhere, "elsewhere");
      }
      if (path === "generations.watch" && elsewhere) model.finish(elsewhere, status);
    };
    expect(await run("--thread", threadId, "two")).toEqual({ out: "elsewhere\nmine\n", code: 0 });
    expect(server.calls.includes("messages.sendNow")).toBe(status === "stopped");
  },
);
