import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { chmod, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileExecutable } from "../../scripts/executable/compile-executable.ts";
import { findTarget } from "../../scripts/executable/targets.ts";
import { spawnServer } from "../../scripts/process/server-process.ts";
import { makeCidPdf } from "../../server/chat/attachments/reading/pdf.testing.ts";
import { freePort } from "../../server/platform/free-port.ts";
import { newId } from "../../shared/ids.ts";
import { askForBackup, untilBackedUp, untilMade } from "../backups/ask-for-backup.ts";
import { startMockProvider } from "../mock-provider/mock-provider.ts";
import { goodPassword } from "../server/accounts.ts";
import { newBrowser } from "../server/browser.ts";
import { openChatSocket } from "../server/chat-socket.ts";
import { untilIdle } from "../server/until-idle.ts";
import { uploadFile } from "../server/upload-file.ts";
import { startOtlpReceiver } from "../tracing/otlp-receiver.ts";
import { newSend, newVisitor, type Visitor } from "../server/visitor.ts";
import { untilTrue } from "../until.ts";

setDefaultTimeout(120_000);

const project = join(import.meta.dirname, "../..");
const resources = new AsyncDisposableStack();
let program: string;
/** Where it runs: empty, and the only place that it may write to. */
let folder: string;
let port: number;

beforeAll(async () => {
  const outer = await mkdtemp(join(tmpdir(), "chatkit-executable-"));
  resources.defer(() => rm(outer, { recursive: true, force: true }));
  // Lets the database's user enter, if this process runs as root.
  await chmod(outer, 0o711);
  program = join(outer, "chatkit");
  folder = join(outer, "empty");
  await mkdir(folder);
  port = freePort();
  await compileExecutable({
    root: project,
    target: findTarget(null),
    outfile: program,
    withPostgres: true,
  });
});
afterAll(() => resources.disposeAsync());

/** Without a PATH, it finds neither Bun nor Node.js. */
const environment = () => ({ HOST: "127.0.0.1", PORT: String(port), LOG_LEVEL: "silent" });

const start = (settings: Record<string, string> = {}) =>
  spawnServer({
    command: [program],
    args: ["serve"],
    env: { ...environment(), ...settings },
    root: folder,
  });

async function run(...args: string[]): Promise<{ status: number; output: string }> {
  const child = Bun.spawn([program, ...args], {
    cwd: folder,
    env: environment(),
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [out, err] = [new Response(child.stdout).text(), new Response(child.stderr).text()];
  return { status: await child.exited, output: (await out) + (await err) };
}

async function ask({ api }: Visitor, text: string): Promise<string | undefined> {
  const { thread } = await api.messages.send.mutate(newSend({ text }));
  await untilIdle(api, thread.id);
  const { messages } = await api.messages.list.query({ threadId: thread.id });
  return messages[1]?.text;
}

/** An account's import, which another process reads. */
async function importAChat(origin: string): Promise<void> {
  const browser = newBrowser(origin);
  await browser.visit();
  const account = { email: "someone@example.org", password: goodPassword };
  browser.use((await browser.api.auth.register.mutate(account)).grant);
  const { imports } = browser.api;
  const message = { uuid: "m", sender: "human", text: "hi" };
  const body = JSON.stringify([{ uuid: "c", name: "Old", chat_messages: [message] }]);
  const importId = newId("import");
  await imports.create.mutate({ id: importId, name: "conversations.json", size: body.length });
  const headers = { authorization: `Bearer ${browser.token}` };
  await fetch(`${origin}/import/${importId}/0`, { method: "PUT", headers, body });
  await untilTrue("the end of an import", async () =>
    (await imports.list.query()).every(({ finishedAt }) => finishedAt !== null),
  );
  expect(await imports.report.query({ importId })).toMatchObject([
    { threadId: expect.stringMatching(/^cthr_/) },
  ]);
}

test("says what it can do, and which version it is", async () => {
  const { version } = await Bun.file(join(project, "package.json")).json();
  expect(await run("--version")).toEqual({ status: 0, output: `chatkit ${version}\n` });
  const { status, output } = await run("--help");
  expect(status).toBe(0);
  for (const name of ["serve", "admin ADDRESS", "backup", "doctor", "migrate"])
    expect(output).toContain(`\n  ${name}`);
  expect(await run("serve-me")).toEqual({ status: 1, output });
  expect(await run("api-key", "--help")).toEqual({
    status: 0,
    output: expect.stringContaining("Usage: chatkit api-key create NAME"),
  });
  expect((await run("migrate", "--help")).output).toStartWith("Usage: chatkit migrate\n");
  expect((await run("migrate")).output).toContain("DATABASE_URL is not set");
  expect(await readdir(folder)).toEqual([]);
});

test("starts in an empty folder, serves the app, answers by itself, and ends in order", async () => {
  await using server = start();
  const origin = await server.origin();
  const page = await (await fetch(origin)).text();
  const script = /src="(\/assets\/[^"]+\.js)"/.exec(page)?.[1];
  const asset = await fetch(`${origin}${script}`, { headers: { "accept-encoding": "br" } });
  expect(asset.headers.get("content-encoding")).toBe("br");
  expect(await asset.text()).toMatch(/\bimport\b/);
  expect(await run("health")).toEqual({ status: 0, output: "ready\n" });
  // A process of its own calculates this.
  expect(await ask(await newVisitor(origin), "What is 12 % of 80?")).toContain("9.6");
  server.signal("SIGTERM");
  expect(await server.ended).toMatchObject({ status: 0, err: "" });
  expect((await run("health")).status).toBe(1);
  expect(await readdir(folder)).toEqual([".data"]);
});

test("on a later start keeps its data, streams a model's reply, reads files and exports, and makes backups", async () => {
  await using provider = await startMockProvider();
  await using receiver = startOtlpReceiver();
  await using server = start({
    OPENAI_BASE_URL: provider.url,
    CHATKIT_MODEL: "scripted",
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_BSP_SCHEDULE_DELAY: "20",
    BACKUP_SCHEDULE: "@daily",
    BACKUP_DESTINATION: "scheduled",
  });
  const origin = await server.origin();
  const databaseUrl = (await run("psql", "--print")).output.trim();
  await askForBackup(databaseUrl);
  const visitor = await newVisitor(origin);
  const { token, api } = visitor;
  using socket = openChatSocket(origin, token);
  const { reply } = await api.messages.send.mutate(newSend({ text: "[[gate]]" }));
  const generationId = reply.generation?.id ?? "";
  await provider.waitForRequest();
  provider.push("Half ");
  const seen = await socket.watch(generationId, { enough: ({ text }) => text === "Half " });
  provider.push("and half");
  provider.release();
  const whole = await socket.watch(generationId, { seen });
  expect([whole.text, whole.final?.status]).toEqual(["Half and half", "completed"]);
  await untilTrue("the reply's span", () =>
    receiver.requests.some(({ body }) => body.includes(generationId)),
  );

  // A predefined CMap, which is among the embedded files, says what these bytes mean.
  const pdf = makeCidPdf(
    { encoding: "90ms-RKSJ-H", ordering: "Japan1" },
    Uint8Array.from([0x93, 0xfa, 0x96, 0x7b]),
  );
  const file = await uploadFile({ origin, token }, { name: "a.pdf", content: pdf });
  const sent = await api.messages.send.mutate(newSend({ attachmentIds: [file.id] }));
  await untilIdle(api, sent.thread.id);
  expect(JSON.stringify((await provider.waitForRequest(2)).body)).toContain("日本");

  await importAChat(origin);

  expect(await untilBackedUp(join(folder, "scheduled"))).toHaveLength(1);
  expect(await untilMade(databaseUrl)).toMatchObject({ wasChecked: true, uncheckedBecause: null });
  const { status, output } = await run("backup", "saved.backup");
  expect(output).toContain("It was restored to check it");
  expect(status).toBe(0);
  server.signal("SIGTERM");
  const ended = await server.ended;
  expect(ended).toMatchObject({ status: 0, err: "" });
  expect(ended.out).toContain("the database is up to date");
  expect(ended.out).not.toContain("unpacking");
});

test.skipIf(process.platform !== "linux")(
  "runs as several processes on one port and one database, below a path, and ends in order",
  async () => {
    const settings = { CHATKIT_PROCESSES: "2", BASE_PATH: "/chat", TRUST_PROXY: "127.0.0.1" };
    await using server = start(settings);
    const origin = await server.origin();
    const visitors = await Promise.all(
      Array.from({ length: 4 }, () => newVisitor(`${origin}/chat`)),
    );
    const texts = await Promise.all(visitors.map((each) => ask(each, "What is 12 % of 80?")));
    for (const text of texts) expect(text).toContain("9.6");
    const metrics = await (await fetch(`${origin}/metrics`)).text();
    expect(metrics).toMatch(/^chatkit_processes 2$/m);
    expect(metrics).toMatch(/^chatkit_generations_ended_total\{status="completed"\} 4$/m);
    expect((await run("doctor")).output).toMatch(/^ok +connections /m);
    server.signal("SIGTERM");
    const { status, out, err } = await server.ended;
    expect([status, err]).toEqual([0, ""]);
    expect(out).toContain(`ChatKit is ready: ${origin}/chat\n`);
    expect(out).toContain("  processes: 2\n");
  },
);
