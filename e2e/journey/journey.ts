import { afterAll, beforeAll, test } from "bun:test";
import { basename, join } from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright";
import { type Backstage, openBackstage, resultsFolder, type StageOptions } from "./backstage.ts";
import { shared, Stages } from "./stages.ts";
import { watchPages } from "./watch-pages.ts";

/** What a journey works with: a user's browser, and everything behind it. */
export interface Journey extends Omit<Backstage, "logPath"> {
  /** The user's first tab, in which nothing is loaded yet. */
  page: Page;
  /** The user's browser, with empty cookies: a new guest. */
  context: BrowserContext;
}

/** Options of one journey. */
export interface JourneyOptions {
  browser?: BrowserContextOptions;
  /** The browser reaches the server through the cable. */
  throughCable?: boolean;
  /** Faults that the journey causes on purpose, in the words of `watchPages`. */
  provokes?: RegExp;
}

/** What the journeys of a file need. */
export interface JourneysOptions extends StageOptions {
  /**
   * The whole Chromium instead of its headless shell, which takes half the time, and neither
   * installs apps nor gives a sandboxed frame a process of its own.
   */
  wholeBrowser?: boolean;
  /**
   * The server may have been used by other files, where several run in one process. For journeys
   * that need no settings, look only at their own users' data, change nothing that other users
   * see, and neither stop nor restart the server.
   */
  sharesServer?: boolean;
  /**
   * Animations run, as for most people. In other journeys they end at once: drawing a reply that
   * waits takes 0.14 s of processor time a second, and a busy machine makes all of them wait.
   */
  inMotion?: boolean;
}

export type RunJourney = (journey: Journey) => Promise<void>;
export type DefineJourney = (name: string, run: RunJourney, options?: JourneyOptions) => void;

type Stage = Backstage & { browser: Browser; inMotion: boolean };

const startWithinMs = 90_000;
const journeyWithinMs = 60_000;
const actionWithinMs = 15_000;

/**
 * Gives the journeys of one file a database, a scripted provider, a server and a browser, some of
 * which other files may share (`sharesServer`), and returns the way to define them. They run one
 * after the other, each as a new guest.
 *
 * @param path the file's path, which names what a failure leaves in `test-results/`
 */
export function defineJourneys(path: string, options: JourneysOptions = {}): DefineJourney {
  const resources = new AsyncDisposableStack();
  const name = basename(path, ".e2e.ts");
  let stage: Stage | undefined;
  beforeAll(async () => {
    stage = await openStage(name, options, resources);
  }, startWithinMs);
  afterAll(() => resources.disposeAsync(), startWithinMs);
  return (title, run, journeyOptions = {}) => {
    test(
      title,
      async () => {
        if (!stage) throw new Error("the server has not started");
        await runJourney(stage, `${name}-${slug(title)}`, { run, ...journeyOptions });
      },
      journeyWithinMs,
    );
  };
}

async function openStage(
  name: string,
  { wholeBrowser = false, sharesServer = false, inMotion = false, ...options }: JourneysOptions,
  resources: AsyncDisposableStack,
): Promise<Stage> {
  const stages = shared.stages ?? resources.use(new Stages(name));
  const backstage = sharesServer
    ? await stages.backstage()
    : await openBackstage(name, options, resources);
  return { ...backstage, browser: await stages.browser(wholeBrowser), inMotion };
}

async function runJourney(
  stage: Stage,
  name: string,
  options: JourneyOptions & { run: RunJourney },
): Promise<void> {
  const origin = options.throughCable ? stage.cable.url : stage.server.origin;
  const context = await stage.browser.newContext({
    baseURL: origin,
    locale: "en-GB",
    // Requests that a worker answers cannot be held back; journeys about it let it in.
    serviceWorkers: "block",
    reducedMotion: stage.inMotion ? "no-preference" : "reduce",
    ...options.browser,
  });
  context.setDefaultTimeout(actionWithinMs);
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin });
  const watch = watchPages(context, origin);
  const errorsBefore = stage.server.errors.length;
  try {
    await options.run({ ...stage, context, page: await context.newPage() });
    const { provokes } = options;
    const unwanted = watch.faults.filter((fault) => !provokes?.test(fault));
    if (unwanted.length > 0) throw new Error("a page did what none may do");
    const errors = stage.server.errors.slice(errorsBefore);
    if (errors.length > 0) throw new Error(`the server logged errors:\n${errors.join("\n")}`);
    if (provokes && watch.faults.length === 0) throw new Error(`nothing was ${String(provokes)}`);
  } catch (cause) {
    const evidence = [...(await keepScreens(context, name)), stage.logPath].join("\n  ");
    const message = cause instanceof Error ? cause.message : String(cause);
    const faults = watch.faults.map((fault) => `\n  ${fault}`).join("");
    throw new Error(`${message}${faults}\nsee\n  ${evidence}`, { cause });
  } finally {
    stage.cable.mend();
    await context.close();
  }
}

/** Takes a screenshot of every open tab; returns their paths. */
async function keepScreens(context: BrowserContext, name: string): Promise<string[]> {
  const pictures = context.pages().map(async (page, index) => {
    const path = join(resultsFolder, `${name}-${index + 1}.png`);
    // A page that cannot be drawn any more must not hide the journey's failure.
    return page.screenshot({ path, timeout: 5_000 }).then(
      () => path,
      (error: unknown) => `no picture of tab ${index + 1}: ${String(error).split("\n", 1)[0]}`,
    );
  });
  return Promise.all(pictures);
}

function slug(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/^-|-$/g, "");
}
