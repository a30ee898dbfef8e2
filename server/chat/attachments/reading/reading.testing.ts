import { readdir, readFile as readText } from "node:fs/promises";
import { type FileReading, type GivenFile, type ReadingLimits, readFile } from "./read-file.ts";
import { untilRow, untilTrue } from "../../../../testing/until.ts";

/** Reads a file without a deadline. Text stands for its UTF-8. */
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

/** A process of this machine. */
interface ProcessInfo {
  pid: number;
  parent: number;
  command: string;
  /** For how long it has worked, in seconds. */
  worked: number;
}

/** Ids of the reader processes that a process has started and that still run. */
export async function readersOf(server: number): Promise<number[]> {
  const isReader = ({ parent, command }: ProcessInfo) =>
    parent === server && command.includes("read-file-worker");
  return (await listProcesses()).filter(isReader).map(({ pid }) => pid);
}

/** Waits until a process has started a reader, and gives its id. */
export function untilReaderOf(server: number): Promise<number> {
  return untilRow("a reader", () => readersOf(server));
}

/** Waits until a process has worked for some time, in which it starts. */
export async function untilBusy(pid: number): Promise<void> {
  await untilTrue("a busy process", async () => {
    const found = (await listProcesses()).find((each) => each.pid === pid);
    return found !== undefined && found.worked >= 0.5;
  });
}

/** Linux tells by itself: a machine there may have no `ps`. */
async function listProcesses(): Promise<ProcessInfo[]> {
  if (process.platform !== "linux") return listByPs();
  const pids = (await readdir("/proc")).map(Number).filter(Number.isInteger);
  return (await Promise.all(pids.map(readProc))).flatMap((info) => info ?? []);
}

/** Clock ticks in a second, as Linux tells times to every program. */
const ticks = 100;

/** Null when it has ended meanwhile. */
async function readProc(pid: number): Promise<ProcessInfo | null> {
  try {
    const stat = await readText(`/proc/${pid}/stat`, "utf8");
    const command = await readText(`/proc/${pid}/cmdline`, "utf8");
    // The name in parentheses can hold spaces; from the state on there are numbers (proc(5)).
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const worked = (Number(fields[11]) + Number(fields[12])) / ticks;
    return { pid, parent: Number(fields[1]), command, worked };
  } catch {
    return null;
  }
}

async function listByPs(): Promise<ProcessInfo[]> {
  const list = Bun.spawn(["ps", "-A", "-o", "pid=,ppid=,time=,args="], { stderr: "ignore" });
  const lines = (await new Response(list.stdout).text()).trim().split("\n");
  return lines.map((line) => {
    const [pid, parent, time = "", ...args] = line.trim().split(/\s+/);
    // Such as 0:00.31.
    const worked = time.split(":").reduce((sum, part) => 60 * sum + Number(part), 0);
    return { pid: Number(pid), parent: Number(parent), command: args.join(" "), worked };
  });
}
