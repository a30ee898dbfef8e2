import type { Browser, Page } from "playwright";
import { z } from "zod";

/** A task of a page's main thread, in milliseconds. */
export interface Task {
  /** Wall-clock time, which users wait. */
  wall: number;
  /** Processor time, independent of other load on the machine. */
  cpu: number;
}

const eventSchema = z.object({
  name: z.string(),
  ph: z.string(),
  pid: z.number(),
  tid: z.number(),
  dur: z.number().optional(),
  tdur: z.number().optional(),
  args: z
    .object({
      // An object in events of other kinds.
      name: z.unknown().optional(),
      data: z
        .object({ url: z.string().optional(), processId: z.number().optional() })
        .optional()
        .catch(undefined),
    })
    .optional(),
});
const traceSchema = z.object({ traceEvents: z.array(eventSchema) });

/** All tasks of the page's main thread during `during`, longest first, without those under 1 ms. */
export async function traceTasks(
  browser: Browser,
  page: Page,
  during: () => Promise<void>,
): Promise<Task[]> {
  await browser.startTracing(page, { categories: ["disabled-by-default-devtools.timeline"] });
  await during();
  const trace = await browser.stopTracing();
  const { traceEvents } = traceSchema.parse(JSON.parse(trace.toString()));
  const mainThreads = findMainThreads(traceEvents, new URL(page.url()).origin);
  return traceEvents
    .filter(({ name, pid, tid }) => name === "RunTask" && mainThreads.has(`${pid} ${tid}`))
    .map(({ dur = 0, tdur = 0 }) => ({ wall: dur / 1000, cpu: tdur / 1000 }))
    .filter(({ wall }) => wall >= 1)
    .sort((a, b) => b.wall - a.wall);
}

/** Only the page's own: the browser draws parts of itself with internal pages. */
function findMainThreads(events: z.infer<typeof eventSchema>[], origin: string): Set<string> {
  const processes = new Set(
    events
      .filter(({ args }) => args?.data?.url?.startsWith(origin))
      .map(({ pid, args }) => args?.data?.processId ?? pid),
  );
  return new Set(
    events
      .filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain")
      .filter(({ pid }) => processes.has(pid))
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
}
