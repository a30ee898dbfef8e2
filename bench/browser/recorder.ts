import type { Page } from "playwright";

/** A page's own measurements in milliseconds, counted from its navigation. */
export interface Recording {
  /** Tasks over 50 ms, from the Long Tasks API. */
  longTasks: { start: number; duration: number }[];
  /** From each key press to the next paint; browsers only report 16 ms and more. */
  slowKeys: number[];
  /** Time of the last click. */
  clickedAt: number;
  /** When the awaited text was first painted in view, as plain text and as Markdown. */
  textAt: number;
  formattedAt: number;
}

declare global {
  interface Window {
    chatkitRecording: Recording;
  }
}

/** Makes a page record itself from its start, and look for the end of a reply. */
export async function recordPage(page: Page, lastReplyId: string): Promise<void> {
  await page.addInitScript(startRecording, lastReplyId);
}

export function readRecording(page: Page): Promise<Recording> {
  return page.evaluate(() => window.chatkitRecording);
}

/** Clears the page's recording. */
export async function restartRecording(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.assign(window.chatkitRecording, { longTasks: [], slowKeys: [] });
  });
}

/** Runs in the page. */
function startRecording(lastReplyId: string): void {
  const recording: Recording = {
    longTasks: [],
    slowKeys: [],
    clickedAt: 0,
    textAt: 0,
    formattedAt: 0,
  };
  window.chatkitRecording = recording;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      recording.longTasks.push({ start: startTime, duration });
  }).observe({ type: "longtask", buffered: true });
  const keys: PerformanceObserverInit & { durationThreshold: number } = {
    type: "event",
    durationThreshold: 16,
  };
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries())
      if (name === "keydown") recording.slowKeys.push(duration);
  }).observe(keys);
  addEventListener("click", (event) => (recording.clickedAt = event.timeStamp), true);

  const afterPaint = (note: (now: number) => void) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", () => note(performance.now()));
    port1.start();
    port2.postMessage(null);
  };
  const isInView = (element: Element | null | undefined) => {
    const box = element?.getBoundingClientRect();
    return box !== undefined && box.height > 0 && box.bottom > 0 && box.bottom <= innerHeight;
  };
  const look = () => {
    const message = document.querySelector(`[data-message-id="${lastReplyId}"]`);
    const formatted = isInView(message?.querySelector(".md > :last-child"));
    if (recording.textAt === 0 && (formatted || isInView(message?.querySelector("p"))))
      afterPaint((now) => (recording.textAt ||= now));
    if (formatted) afterPaint((now) => (recording.formattedAt = now));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
