import { afterAll, beforeAll, describe, test } from "bun:test";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { present } from "../../testing/present.ts";
import { openBackstage, resultsFolder } from "../journey/backstage.ts";
import { expect } from "../journey/expect.ts";
import { mainJourneys, type Stage } from "./main-journeys.ts";
import type { OtherBrowser } from "./tab.ts";

const startWithinMs = 90_000;
const journeyWithinMs = 60_000;

/**
 * Runs the main journeys in a browser that Playwright does not drive.
 *
 * @param name the browser's name, which also names what a failure leaves in `test-results/`
 * @param launch starts the browser; null leaves the journeys out, because the machine has none
 */
export function defineMainJourneys(
  name: string,
  launch: (() => Promise<OtherBrowser>) | null,
): void {
  const resources = new AsyncDisposableStack();
  let stage: Stage | undefined;
  if (!launch) console.log(`no ${name} on this machine: its journeys are left out`);
  describe.skipIf(!launch)(`in ${name}`, () => {
    beforeAll(async () => {
      const backstage = await openBackstage(name.toLowerCase(), {}, resources);
      const browser = resources.use(await present(launch)());
      stage = Object.assign(backstage, { browser, tab: await browser.newTab() });
    }, startWithinMs);
    afterAll(() => resources.disposeAsync(), startWithinMs);
    for (const [title, run] of Object.entries(mainJourneys))
      test(title, () => runJourney(name, present(stage), run), journeyWithinMs);
  });
}

async function runJourney(
  name: string,
  stage: Stage,
  run: (stage: Stage) => Promise<void>,
): Promise<void> {
  try {
    await run(stage);
    expect(stage.browser.faults, "errors of pages").toEqual([]);
    expect(stage.server.errors, "errors that the server logged").toEqual([]);
  } catch (cause) {
    const path = join(resultsFolder, `${name.toLowerCase()}.png`);
    const picture = await stage.tab.picture().catch((error: unknown) => String(error));
    await writeFile(path, picture);
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${message}\nsee\n  ${path}\n  ${stage.logPath}`, { cause });
  } finally {
    stage.cable.mend();
  }
}
