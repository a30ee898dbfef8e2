import type { Page } from "playwright";
import type { Load } from "./loads.ts";
import { profile } from "./profile.ts";
import { readRecording, recordPage, restartRecording } from "./recorder.ts";
import type { Stage } from "./stage.ts";
import { traceTasks } from "./trace.ts";

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
 * Runs a load once on a new page. With `profilePath`, writes a processor profile instead of a
 * trace.
 */
export async function measureLoad(
  { browser, context }: Stage,
  load: Load,
  profilePath: string | null,
): Promise<Sample> {
  const page = await context.newPage();
  const thread = await load.seed();
  await recordPage(page, thread.lastReplyId);
  await load.prepare(page, thread);
  if (page.url() !== "about:blank") await restartRecording(page);
  const run = () => load.run(page, thread);
  const tasks = profilePath
    ? await profile(page, run, profilePath).then(() => [])
    : await traceTasks(browser, page, run);
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
