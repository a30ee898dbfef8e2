import { afterEach, expect, test } from "bun:test";
import { join } from "node:path";
import { makeDocx, makePhoto, makePng } from "./files.testing.ts";
import { makeEndlessPdf, makePdf } from "./pdf.testing.ts";
import { readFile } from "./read-file.ts";
import { given, read, readersOf, untilBusy, untilReaderOf } from "./reading.testing.ts";
import { untilTrue } from "../../../../testing/until.ts";

const enoughMemory = 2 * 1024 ** 3;

afterEach(async () => {
  expect(await readersOf(process.pid)).toEqual([]);
});

test("a file that takes longer than is allowed is too complex", async () => {
  const limits = { timeMs: 1_500, memoryBytes: enoughMemory };
  expect(await read("a.pdf", makeEndlessPdf(), limits)).toEqual({
    outcome: "refused",
    reason: "too_complex",
  });
});

test("aborting rejects with the reason, before and during reading", async () => {
  const file = () => given("a.pdf", makeEndlessPdf());
  const early = AbortSignal.abort(new Error("given up"));
  await expect(readFile(file(), early)).rejects.toThrow("given up");

  const giving = new AbortController();
  const reading = readFile(file(), giving.signal);
  await untilReaderOf(process.pid);
  giving.abort(new Error("given up later"));
  await expect(reading).rejects.toThrow("given up later");
});

test("a reader that dies is an error", async () => {
  const reading = read("a.pdf", makeEndlessPdf());
  process.kill(await untilReaderOf(process.pid), "SIGKILL");
  await expect(reading).rejects.toThrow("The reader of a file ended (SIGKILL)");
});

test("what takes too much memory is too complex", async () => {
  const limits = { timeMs: 30_000, memoryBytes: 50_000_000 };
  expect(await read("a.pdf", makeEndlessPdf(), limits)).toEqual({
    outcome: "refused",
    reason: "too_complex",
  });
});

test("a file that cannot be had, or is shorter than it says, is not read", async () => {
  const { signal } = new AbortController();
  async function* lost() {
    yield new Uint8Array(10);
    throw new Error("no database");
  }
  const gone = readFile({ name: "a.txt", size: 1_000_000, parts: lost() }, signal);
  await expect(gone).rejects.toThrow("no database");
  const short = readFile({ ...given("a.txt", new Uint8Array([65])), size: 2 }, signal);
  await expect(short).rejects.toThrow("The file ends before its size.");
});

test.if(process.platform === "linux")(
  "a reader knows nothing of the server's environment",
  async () => {
    expect(process.env["PATH"]).toBeString();
    const giving = new AbortController();
    const reading = readFile(given("a.pdf", makeEndlessPdf()), giving.signal);
    const reader = await untilReaderOf(process.pid);
    const environment = await Bun.file(`/proc/${reader}/environ`).text();
    giving.abort(new Error("seen"));
    await expect(reading).rejects.toThrow("seen");
    expect(environment).toContain("NODE_CHANNEL_FD=");
    expect(environment).not.toContain("PATH=");
  },
);

test("several files are read at once, each for itself", async () => {
  const photo = await makePhoto({ width: 60, height: 40 });
  const readings = await Promise.all([
    read("a.txt", "text"),
    read("a.jpg", photo),
    read("a.pdf", makePdf(["Page"])),
    read("a.docx", makeDocx(["Paragraph"])),
    read("a.png", makePng({ width: 3, height: 2 })),
    read("a.pdf", makeEndlessPdf(), { timeMs: 1_000, memoryBytes: enoughMemory }),
  ]);
  expect(readings).toMatchObject([
    { text: "text" },
    { width: 40, height: 60 },
    { text: "Page" },
    { text: "Paragraph" },
    { width: 3, height: 2 },
    { reason: "too_complex" },
  ]);
});

test("when the server dies, so does a reader that is busy", async () => {
  const script = join(import.meta.dir, "read-forever.testing.ts");
  const server = Bun.spawn({ cmd: [process.execPath, script], stdout: "ignore" });
  const reader = await untilReaderOf(server.pid);
  await untilBusy(reader);
  server.kill("SIGKILL");
  await server.exited;
  await untilTrue("the reader's end", () => !runs(reader));
});

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
