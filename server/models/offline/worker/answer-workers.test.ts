import { expect, test } from "bun:test";
import { requestOf } from "../testing/ask-offline.ts";
import type { AnswerJob } from "./answer-job.ts";
import { AnswerWorkers } from "./answer-workers.ts";
import { present } from "../../../../testing/present.ts";
import { until, untilTrue } from "../../../../testing/until.ts";

const signal = new AbortController().signal;

function jobOf(text: string, userId = "user_1"): AnswerJob {
  const request = requestOf([text]);
  return {
    request: { ...request, user: { ...request.user, id: userId } },
    now: new Date(0),
    known: [],
  };
}

function summaryOf(lines: number): string {
  const text = Array.from(
    { length: lines },
    (_, i) => `Line ${i} tells of the sea, the wind and ship number ${i % 7}.`,
  );
  return `summarise:\n${text.join("\n")}`;
}

/** Takes a tenth of a second. */
const longText = summaryOf(600);

test("one process answers job after job", async () => {
  await using workers = new AnswerWorkers();
  await workers.warmUp();
  const pid = present(workers.pids[0]);
  for (const [sum, result] of [
    ["2 + 3", "5"],
    ["6 * 7", "42"],
  ] as const)
    expect(await workers.compose(jobOf(sum), signal)).toMatchObject({
      kind: "text",
      text: expect.stringContaining(`**${result}**`),
    });
  expect(workers.pids).toEqual([pid]);
}, 30_000);

test("what the archive knows is asked for, and told with the job", async () => {
  await using workers = new AnswerWorkers();
  const job = jobOf("find pizza in my chats");
  const asked = await workers.compose(job, signal);
  expect(asked).toEqual({
    kind: "asks",
    question: { method: "search", words: ["pizza"], limit: 20 },
  });
  const hit = {
    threadId: "cthr_1",
    title: "Dinner",
    messageText: "pizza tonight",
    role: "user" as const,
    createdAt: new Date(0),
  };
  const answer = await workers.compose(
    { ...job, known: [{ method: "search", hits: [hit] }] },
    signal,
  );
  expect(answer).toMatchObject({ kind: "text", text: expect.stringContaining("Dinner") });
}, 30_000);

test("a job that hangs two processes is too complex, and others are answered by new ones", async () => {
  await using workers = new AnswerWorkers({ timeMs: 4, memoryBytes: 1024 ** 3 });
  await workers.warmUp();
  const before = present(workers.pids[0]);
  await expect(workers.compose(jobOf(longText), signal)).rejects.toMatchObject({
    code: "too_complex",
  });
  expect(workers.pids).not.toContain(before);
  expect(isAlive(before)).toBe(false);
}, 60_000);

test("a job that takes too much memory is too complex", async () => {
  await using workers = new AnswerWorkers({ timeMs: 30_000, memoryBytes: 1 });
  // Takes an eighth of a second, several times what the guard needs to look.
  await expect(workers.compose(jobOf(summaryOf(200_000)), signal)).rejects.toMatchObject({
    code: "too_complex",
  });
}, 60_000);

test("a process that dies between jobs, or hangs, is replaced unnoticed", async () => {
  await using workers = new AnswerWorkers({ timeMs: 2_000, memoryBytes: 1024 ** 3 });
  for (const signalName of ["SIGKILL", "SIGSTOP"] as const) {
    await workers.warmUp();
    const pid = present(workers.pids[0]);
    process.kill(pid, signalName);
    const answer = await workers.compose(jobOf("2 + 3"), signal);
    expect(answer).toMatchObject({ kind: "text", text: expect.stringContaining("**5**") });
    expect(workers.pids).not.toContain(pid);
  }
}, 60_000);

test("many people are answered side by side, one person's jobs one after another", async () => {
  await using workers = new AnswerWorkers();
  const jobs = Array.from({ length: 20 }, (_, i) =>
    jobOf(`${i} + 1`, i < 10 ? "user_1" : `user_${i}`),
  );
  const answers = await Promise.all(jobs.map((job) => workers.compose(job, signal)));
  for (const [i, answer] of answers.entries())
    expect(answer).toMatchObject({ text: expect.stringContaining(`**${i + 1}**`) });
  expect(workers.pids.length).toBeLessThanOrEqual(3);
}, 60_000);

test("processes that die before a job has begun in them are not the job's losses", async () => {
  await using workers = new AnswerWorkers();
  await workers.warmUp();
  const [idle = 0] = workers.pids;
  process.kill(idle, "SIGKILL");
  const answer = workers.compose(jobOf("2 + 3"), signal);
  const starting = await until("another process", () => workers.pids.find((pid) => pid !== idle));
  // It takes a third of a second to start.
  process.kill(starting, "SIGKILL");
  expect(await answer).toMatchObject({ text: expect.stringContaining("**5**") });
  expect(workers.pids).not.toContain(starting);
}, 60_000);

test("a process that has been dead for a while is replaced too", async () => {
  await using workers = new AnswerWorkers();
  await workers.warmUp();
  const [pid = 0] = workers.pids;
  process.kill(pid, "SIGKILL");
  await untilTrue("the process's end", () => !isAlive(pid));
  expect(await workers.compose(jobOf("2 + 3"), signal)).toMatchObject({ kind: "text" });
}, 60_000);

test("disposing while the first process starts harms nothing", async () => {
  const workers = new AnswerWorkers();
  const warming = workers.warmUp();
  await workers[Symbol.asyncDispose]();
  await warming;
  expect(workers.pids).toEqual([]);
}, 30_000);

test("disposing ends the processes", async () => {
  const workers = new AnswerWorkers();
  await workers.warmUp();
  const pids = workers.pids;
  expect(pids).toHaveLength(1);
  await workers[Symbol.asyncDispose]();
  expect(pids.filter(isAlive)).toEqual([]);
}, 30_000);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
