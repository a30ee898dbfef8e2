import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ModelGeneration } from "../../testing/client/model-log.ts";
import type { ModelServer } from "../../testing/client/model-server.ts";
import { Refusal } from "../../testing/client/model-router.ts";
import { ServedModel } from "../../testing/client/serve-model.ts";
import { present } from "../../testing/present.ts";

const script = join(import.meta.dirname, "chat.ts");

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

function environment() {
  return { ...process.env, XDG_CONFIG_HOME: home, NO_COLOR: "" };
}

function start(args: string[], stdin = "", url = server.origin) {
  return Bun.spawn([process.execPath, script, "--url", url, ...args], {
    env: environment(),
    stdin: new Blob([stdin]),
    stdout: "pipe",
    stderr: "pipe",
  });
}

async function outcome(program: ReturnType<typeof start>) {
  const [out, err, code] = await Promise.all([
    new Response(program.stdout).text(),
    new Response(program.stderr).text(),
    program.exited,
  ]);
  return { out, err, code };
}

/** Reads a program's output as it comes. */
function readAlong(stream: ReadableStream<Uint8Array>) {
  let text = "";
  let wake = () => {};
  void (async () => {
    for await (const piece of stream) {
      text += new TextDecoder().decode(piece);
      wake();
    }
  })();
  return {
    async until(part: string) {
      while (!text.includes(part)) await new Promise<void>((resolve) => (wake = resolve));
    },
  };
}

/** Writes every reply as soon as it is asked for. */
function replyBy(
  write: (model: ModelServer, generation: ModelGeneration, question: string) => void,
): void {
  const answered = new Set<string>();
  server.beforeAnswer = (path) => {
    if (path !== "messages.say") return;
    for (const generation of server.model.live()) {
      if (answered.has(generation.id)) continue;
      answered.add(generation.id);
      const reply = server.model.messages.get(generation.messageId);
      write(server.model, generation, server.model.messages.get(reply?.parentId ?? "")?.text ?? "");
    }
  };
}

function replyWith(pieces: string[]): void {
  replyBy((model, generation) => {
    for (const piece of pieces) model.write(generation, piece);
    model.finish(generation);
  });
}

test("prints the reply and nothing else to a pipe", async () => {
  replyWith(["Hello", ", ", "you"]);
  const { out, err, code } = await outcome(start(["hi", "there"]));
  expect({ out, code }).toEqual({ out: "Hello, you\n", code: 0 });
  expect(err).toContain("--thread cthr_");
  expect([...server.model.messages.values()][0]?.text).toBe("hi there");
});

test("takes the message from a pipe, and keeps the text as it is", async () => {
  replyBy((model, generation, question) => {
    model.write(generation, `${question.length} \u001b[31mé✓\n`);
    model.finish(generation);
  });
  const { out, code } = await outcome(start([], "  two\nlines\n"));
  expect({ out, code }).toEqual({ out: "9 \u001b[31mé✓\n", code: 0 });
});

test("is the same guest the next time, and goes on with a thread", async () => {
  replyWith(["ok"]);
  await outcome(start(["one"]));
  const [threadId] = server.model.threads.keys();
  expect(await outcome(start(["--thread", threadId ?? "", "two"]))).toMatchObject({
    out: "ok\n",
    code: 0,
  });
  const messages = [...server.model.messages.values()];
  expect(messages.map(({ text, role }) => (role === "user" ? text : ""))).toEqual([
    "one",
    "",
    "two",
    "",
  ]);
  expect(messages[2]?.parentId).toBe(present(messages[1]).id);
  const [file] = await readdir(join(home, "chatkit"));
  expect((await stat(join(home, "chatkit", file ?? ""))).mode & 0o777).toBe(0o600);
});

test("says which server it cannot reach", async () => {
  const url = server.origin;
  await server[Symbol.asyncDispose]();
  const { out, err, code } = await outcome(start(["hi"], "", url));
  expect({ out, code }).toEqual({ out: "", code: 1 });
  expect(err).toBe(`Cannot reach a ChatKit server at ${url}. Is it running?\n`);
});

test("says why a message was refused or a reply failed, and fails", async () => {
  server.intercept = (path) => {
    if (path === "messages.say") throw new Refusal("too_large");
  };
  expect(await outcome(start(["hi"]))).toMatchObject({
    out: "",
    code: 1,
    err: expect.stringContaining("rejected the message"),
  });
  server.intercept = () => {};
  replyBy((model, generation) => {
    model.write(generation, "half");
    model.finish(generation, "failed");
  });
  expect(await outcome(start(["hi"]))).toMatchObject({
    out: "half\n",
    code: 1,
    err: expect.stringContaining("The reply failed"),
  });
});

test("a wrong command line is explained", async () => {
  expect(await outcome(start(["--nonsense"]))).toMatchObject({
    code: 2,
    err: expect.stringContaining("Usage:"),
  });
  expect(await outcome(start([], "  \n"))).toMatchObject({
    code: 2,
    err: expect.stringContaining("No message"),
  });
  expect(await outcome(start(["--thread", "x", "hi"]))).toMatchObject({ code: 2 });
  expect(await outcome(start(["--help"]))).toMatchObject({
    code: 0,
    out: expect.stringContaining("Usage:"),
  });
});

test("a reply that starts over follows after an empty line, and a note says so", async () => {
  replyBy((model, generation) => {
    model.write(generation, "first");
    model.restart(generation);
    model.write(generation, "second");
    model.finish(generation);
  });
  const { out, err, code } = await outcome(start(["hi"]));
  expect({ out, code }).toEqual({ out: "first\n\nsecond\n", code: 0 });
  expect(err).toContain("starting over");
});

test("a lost connection loses and repeats nothing", async () => {
  replyBy((model, generation) => {
    model.write(generation, "one ");
    server.dropSockets();
    model.write(generation, "two");
    model.finish(generation);
  });
  expect(await outcome(start(["hi"]))).toMatchObject({ out: "one two\n", code: 0 });
  expect(server.model.messages.size).toBe(2);
});

test("a server that goes away is told at once, and the reply goes on when it is back", async () => {
  let generation: ModelGeneration | undefined;
  replyBy((model, begun) => {
    generation = begun;
    model.write(begun, "one ");
  });
  const program = start(["hi"]);
  const errors = readAlong(program.stderr);
  await program.stdout.getReader().read();
  const { origin, model } = server;
  await server[Symbol.asyncDispose]();
  await errors.until(`The server at ${origin} cannot be reached. Trying again…`);
  server = new ServedModel(Number(new URL(origin).port));
  server.follow(model);
  await errors.until("Connected again.");
  if (!generation) throw new Error("no reply was begun");
  model.finish(generation);
  expect(await program.exited).toBe(0);
  await errors.until(`--url ${origin} --thread ${[...model.threads.keys()][0]}`);
}, 20_000);

test("a user who does not want to wait for the server is told how to continue", async () => {
  replyBy((model, generation) => model.write(generation, "one"));
  const program = start(["hi"]);
  const errors = readAlong(program.stderr);
  await program.stdout.getReader().read();
  const [threadId] = server.model.threads.keys();
  await server[Symbol.asyncDispose]();
  await errors.until("cannot be reached");
  program.kill("SIGINT");
  program.kill("SIGINT");
  await errors.until(`--thread ${threadId}`);
  expect(await program.exited).toBe(130);
}, 20_000);

test("a reply that is being written in a thread is shown before what is said next", async () => {
  let first: ModelGeneration | undefined;
  replyBy((model, generation, question) => {
    if (question === "one") {
      first = generation;
      model.write(generation, "first");
      return;
    }
    model.write(generation, "second");
    model.finish(generation);
  });
  const leaving = start(["one"]);
  await leaving.stdout.getReader().read();
  leaving.kill("SIGKILL");
  await leaving.exited;
  const [threadId = ""] = server.model.threads.keys();
  const generation = first;
  if (!generation) throw new Error("no reply was begun");
  const next = start(["--thread", threadId, "two"]);
  const shown = readAlong(next.stdout);
  await shown.until("first");
  server.model.finish(generation);
  expect(await next.exited).toBe(0);
  await shown.until("first\nsecond\n");
}, 20_000);

test("Ctrl-C stops the reply on the server", async () => {
  replyBy((model, generation) => model.write(generation, "endless"));
  const program = start(["hi"]);
  const reader = program.stdout.getReader();
  await reader.read();
  program.kill("SIGINT");
  expect(await program.exited).toBe(130);
  expect([...server.model.messages.values()].at(-1)).toMatchObject({
    text: "endless",
    generation: { status: "stopped" },
  });
});

test("in a terminal a conversation goes on until Ctrl-D, and control characters are not obeyed", async () => {
  replyBy((model, generation, question) => {
    model.write(generation, `You said ${question}\u001b]0;title\u0007.`);
    model.finish(generation);
  });
  let seen = "";
  const typed = ["one\r", "two\r", "\u0004"];
  const program = Bun.spawn([process.execPath, script, "--url", server.origin], {
    env: environment(),
    terminal: {
      cols: 80,
      rows: 24,
      data(terminal, data) {
        seen += Buffer.from(data).toString();
        if (!/› [^\n]*$/.test(seen)) return;
        const next = typed.shift();
        if (next === undefined) return;
        seen += "\n";
        terminal.write(next);
      },
    },
  });
  expect(await program.exited).toBe(0);
  expect(seen).toContain("You said one]0;title.");
  expect(seen).toContain("You said two]0;title.");
  expect(seen).not.toContain("\u001b]0;");
  expect(server.model.threads.size).toBe(1);
}, 20_000);
