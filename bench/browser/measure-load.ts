import type { Page } from "playwright";
import type { Load } from "./loads.ts";
import { profile } from "./profile.ts";
import { readRecording, recordPage, restartRecording } from "./recorder.ts";
import type { Stage } from "./stage.ts";
import { type Task, traceTasks } from "./trace.ts";

/** The result of one run, in milliseconds. */
export interface Sample {
  /** Until the end of the thread was painted in view, as plain text and as Markdown. */
  textMs: number | null;
  openMs: number | null;
  longest: { wall: number; cpu: number };
  /** Tasks over 50 ms, from the Long Tasks API. */
  longTasks: number[];
  /** From key to paint, slowest first; those under 16 ms are not reported. */
  slowKeys: number[];
}

/**
 * Runs a load on a new page and traces it. An opening is run a second time for its duration, because
 * a trace makes it twice as long. With `profilePath`, writes a processor profile instead.
 */
export async function measureLoad(
  stage: Stage,
  load: Load,
  profilePath: string | null,
): Promise<Sample> {
  if (profilePath) {
    return onNewPage(stage, load, async (page, run) => {
      await profile(page, run, profilePath);
      return [];
    });
  }
  const traced = await onNewPage(stage, load, (page, run) => traceTasks(stage.browser, page, run));
  if (load.opens === null) return traced;
  const { textMs, openMs } = await onNewPage(stage, load, async (_, run) => {
    await run();
    return [];
  });
  return { ...traced, textMs, openMs };
}

async function onNewPage(
  { context }: Stage,
  load: Load,
  measure: (page: Page, run: () => Promise<void>) => Promise<Task[]>,
): Promise<Sample> {
  const page = await context.newPage();
  const thread = await load.seed();
  await recordPage(page, thread.lastReplyId);
  await load.prepare(page, thread);
  if (page.url() !== "about:blank") await restartRecording(page);
  const tasks = await measure(page, () => load.run(page, thread));
  const sample = await toSample(page, load, tasks[0] ?? { wall: 0, cpu: 0 });
  await page.close();
  return sample;
}

async function toSample(page: Page, load: Load, longest: Sample["longest"]): Promise<Sample> {
  const recording = await readRecording(page);
  const start = load.opens === "by link" ? recording.clickedAt : 0;
  return {
    textMs: load.opens && recording.textAt - start,
    openMs: load.opens && recording.formattedAt - start,
    longest,
    longTasks: recording.longTasks.map(({ duration }) => duration),
    slowKeys: recording.slowKeys.toSorted((a, b) => b - a),
  };
}
