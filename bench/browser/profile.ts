import type { Page } from "playwright";

/** Writes a processor profile of the page while `during` runs, for the browser's developer tools. */
export async function profile(
  page: Page,
  during: () => Promise<void>,
  path: string,
): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Profiler.enable");
  await session.send("Profiler.setSamplingInterval", { interval: 200 });
  await session.send("Profiler.start");
  await during();
  const result = await session.send("Profiler.stop");
  await Bun.write(path, JSON.stringify(result.profile));
}
