import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { build } from "vite";
import { packClient } from "../scripts/client-package/pack-client.ts";
import type { App } from "../server/app/app.ts";
import {
  type Consumer,
  createConsumer,
  importingPackage,
  readmeExamples,
  toJavaScript,
} from "../testing/client-package/consumer.ts";
import type { Report } from "../testing/client-package/live-a-chat.ts";
import { goodPassword, newAccount } from "../testing/server/accounts.ts";
import { startTestApp } from "../testing/server/start-test-app.ts";
import { createTestDatabase } from "../testing/server/test-database.ts";
import { launchBrowser } from "./browser.ts";

const root = join(import.meta.dir, "..");
const resources = new AsyncDisposableStack();
const email = "someone@example.com";
const account = { email, password: goodPassword };
let origin: string;
let app: App;
let restart: () => Promise<void>;
let tarball: string;
let program: string;
let consumer: Consumer;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "chatkit-pack-"));
  resources.defer(() => rm(folder, { recursive: true, force: true }));
  const packing = packClient(root, folder);
  // The server hands these pages out as its own.
  const pages = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    async fetch({ url }) {
      const file = Bun.file(builtFile(new URL(url).pathname));
      return (await file.exists()) ? new Response(file) : new Response(null, { status: 404 });
    },
  });
  resources.defer(() => pages.stop(true));
  const { url } = resources.use(await createTestDatabase());
  app = await startTestApp({ databaseUrl: url, config: { devAssetsUrl: pages.url.href } });
  ({ origin } = app);
  resources.defer(() => app[Symbol.asyncDispose]());
  const port = Number(new URL(origin).port);
  restart = async () => {
    await app[Symbol.asyncDispose]();
    app = await startTestApp({ databaseUrl: url, config: { port, devAssetsUrl: pages.url.href } });
  };
  await using sql = { own: postgres(url, { max: 1 }), [Symbol.asyncDispose]: () => sql.own.end() };
  await newAccount({ origin, sql: sql.own }, email);
  ({ tarball } = await packing);
  const source = await Bun.file(join(root, "testing/client-package/live-a-chat.ts")).text();
  program = importingPackage(source);
  consumer = resources.use(await createConsumer(tarball));
  await consumer.lend("ws");
  // What a program does on Node.js 20 for every connection, for examples that leave it out.
  await consumer.write(
    "web-socket.js",
    `import * as ws from "ws"; globalThis.WebSocket ??= ws.WebSocket;`,
  );
}, 120_000);
afterAll(() => resources.disposeAsync());

const builtFile = (path: string) =>
  join(consumer.folder, "dist", path.replace("/package-test/", ""));

const lived: Report = {
  startedAsGuest: true,
  email,
  streamed: expect.stringContaining("9.6"),
  attached: "sales.txt",
  versions: 2,
  forked: ["user", "assistant"],
  connection: ["reconnecting", "open"],
  afterwards: expect.stringMatching(/\w/),
  refused: "not_found",
};

/** Asks for a restart by a line, waits for the answer, and prints its report. */
const runner = `
  import { createInterface } from "node:readline";
  import { liveAChat } from "./live-a-chat.js";
  const [url, account] = JSON.parse(process.argv[2]);
  const WebSocket = globalThis.WebSocket ?? (await import("ws")).WebSocket;
  const lines = createInterface({ input: process.stdin });
  const restart = () => new Promise((resolve) => {
    lines.once("line", () => { lines.close(); resolve(); });
    console.log("restart");
  });
  console.log(JSON.stringify(await liveAChat({ url, WebSocket, account, restart })));
`;

async function runProgram(
  command: string[],
  { folder, write }: Consumer,
  untilRestarted: () => Promise<void>,
): Promise<Report> {
  await write("live-a-chat.js", toJavaScript(program));
  await write("run.js", runner);
  await using child = Bun.spawn([...command, "run.js", JSON.stringify([origin, account])], {
    cwd: folder,
    stdin: "pipe",
    stdout: "pipe",
    stderr: "inherit",
  });
  let output = "";
  const decoder = new TextDecoder();
  for await (const bytes of child.stdout) {
    output += decoder.decode(bytes);
    if (!output.endsWith("restart\n")) continue;
    await untilRestarted();
    await child.stdin.write("done\n");
    await child.stdin.end();
  }
  // By itself: a closed client leaves nothing behind that would keep the program.
  expect(await child.exited).toBe(0);
  return JSON.parse(output.split("\n").at(-2) ?? "");
}

/** Without a WebSocket of its own. */
async function liveOnNode(untilRestarted: () => Promise<void>): Promise<Report> {
  const version = await Bun.$`node -p process.versions.node`.text();
  const without = Number.parseInt(version, 10) < 22 ? [] : ["--no-experimental-websocket"];
  return runProgram(["node", ...without], consumer, untilRestarted);
}

async function liveOnBun(untilRestarted: () => Promise<void>): Promise<Report> {
  await using own = await createConsumer(tarball, "bun");
  return await runProgram([process.execPath], own, untilRestarted);
}

async function liveInBrowser(untilRestarted: () => Promise<void>): Promise<Report> {
  await consumer.write("live-a-chat.ts", program);
  await consumer.write(
    "page.ts",
    `import { liveAChat } from "./live-a-chat.ts"; Object.assign(globalThis, { liveAChat });`,
  );
  await consumer.write(
    "index.html",
    `<!doctype html><script type="module" src="page.ts"></script>`,
  );
  await build({
    root: consumer.folder,
    base: "/package-test/",
    configFile: false,
    logLevel: "warn",
  });
  await using browser = await launchBrowser();
  const page = await browser.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  await page.exposeFunction("restart", untilRestarted);
  await page.goto(`${origin}/package-test/index.html`);
  const report = await page.evaluate(
    async ({ url, account: own }) => {
      const given = globalThis as unknown as {
        liveAChat(stage: object): Promise<Report>;
        restart(): Promise<void>;
      };
      return given.liveAChat({ url, account: own, restart: () => given.restart() });
    },
    { url: origin, account },
  );
  expect(problems).toEqual([]);
  return report;
}

/** Runs programs at the same time, and restarts the server once each has asked for it or ended. */
async function throughOneRestart(
  programs: readonly ((untilRestarted: () => Promise<void>) => Promise<Report>)[],
): Promise<PromiseSettledResult<Report>[]> {
  const runs = programs.map((run) => ({ run, ready: Promise.withResolvers<void>() }));
  const restarted = Promise.all(runs.map(({ ready }) => ready.promise)).then(restart);
  const reports = await Promise.allSettled(
    runs.map(async ({ run, ready }) => {
      try {
        return await run(() => {
          ready.resolve();
          return restarted;
        });
      } finally {
        ready.resolve();
      }
    }),
  );
  await restarted;
  return reports;
}

test("a program lives a whole chat on Node.js without WebSocket, on Bun, and by Vite in a browser", async () => {
  const reports = await throughOneRestart([liveOnNode, liveOnBun, liveInBrowser]);
  const good: PromiseSettledResult<Report> = { status: "fulfilled", value: lived };
  expect(reports).toEqual([good, good, good]);
}, 120_000);

test("every example of the README runs", async () => {
  const expected = ["9.6", "untitled", "chats", "wrong_credentials", "of 28", "done", "characters"];
  const examples = await readmeExamples();
  const outputs = await Promise.all(
    examples.map(async (code, index) => {
      const source = code
        .replaceAll("http://localhost:8000", origin)
        .replace("you@example.org", account.email)
        .replace("your password", account.password);
      const file = await consumer.write(`example-${index}.js`, toJavaScript(source));
      const child = Bun.spawn(["node", "--import", "./web-socket.js", file], {
        cwd: consumer.folder,
        stdout: "pipe",
        stderr: "pipe",
      });
      const texts = [new Response(child.stdout).text(), new Response(child.stderr).text()];
      const output = (await Promise.all(texts)).join("");
      return { output, exit: await child.exited };
    }),
  );
  expect(outputs).toEqual(
    expected.map((text) => ({ output: expect.stringContaining(text), exit: 0 })),
  );
}, 120_000);
