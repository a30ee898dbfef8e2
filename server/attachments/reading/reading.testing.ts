import { type FileReading, type GivenFile, type ReadingLimits, readFile } from "./read-file.ts";

/** Reads a file that nobody gives up on. Text stands for its UTF-8. */
export function read(
  name: string,
  content: Uint8Array | string,
  limits?: ReadingLimits,
): Promise<FileReading> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return readFile(given(name, bytes), new AbortController().signal, limits);
}

/** A file as it is handed over, in two parts. */
export function given(name: string, bytes: Uint8Array): GivenFile {
  async function* parts() {
    const half = Math.ceil(bytes.length / 2);
    yield bytes.subarray(0, half);
    yield bytes.subarray(half);
  }
  return { name, size: bytes.length, parts: parts() };
}

/** Reads a file that has to be a picture. */
export async function readPicture(name: string, bytes: Uint8Array) {
  const reading = await read(name, bytes);
  if (reading.outcome !== "image") throw new Error(`No picture: ${JSON.stringify(reading)}`);
  return reading;
}

/** Ids of the reader processes that a process has started and that still run. */
export async function readersOf(server: number): Promise<number[]> {
  const lines = (await ps("-A", "-o", "pid=,ppid=,args=")).split("\n");
  return lines.flatMap((line) => {
    const [pid, parent, ...args] = line.trim().split(/\s+/);
    const isReader = Number(parent) === server && args.join(" ").includes("read-file-worker");
    return isReader ? [Number(pid)] : [];
  });
}

/** Waits until a process has started a reader, and gives its id. */
export async function untilReaderOf(server: number): Promise<number> {
  for (;;) {
    const [reader] = await readersOf(server);
    if (reader !== undefined) return reader;
  }
}

/** Waits until a process has worked for some time, in which it starts. */
export async function untilBusy(pid: number): Promise<void> {
  for (;;) {
    // Such as 00:00:01 on Linux and 0:00.31 on macOS.
    if (/[1-9]/.test(await ps("-o", "time=", "-p", String(pid)))) return;
  }
}

function ps(...options: string[]): Promise<string> {
  const list = Bun.spawn({ cmd: ["ps", ...options], stderr: "ignore" });
  return new Response(list.stdout).text();
}
