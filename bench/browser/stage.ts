import { join } from "node:path";
import type { Browser, BrowserContext } from "playwright";
import postgres from "postgres";
import { launchBrowser } from "../../e2e/browser.ts";
import { enter } from "../../e2e/journey/screen.ts";
import { startServerProcess } from "../../e2e/journey/server-process.ts";
import { type MockProvider, startMockProvider } from "../../testing/mock-provider/mock-provider.ts";
import { createTestDatabase } from "../../testing/server/test-database.ts";

/** The built app with everything behind it, and a browser that has opened it once. */
export interface Stage extends AsyncDisposable {
  browser: Browser;
  context: BrowserContext;
  mock: MockProvider;
  sql: postgres.Sql;
}

/** @param logPath file for the server's output */
export async function openStage(logPath: string): Promise<Stage> {
  await using opening = new AsyncDisposableStack();
  const database = opening.use(await createTestDatabase());
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  opening.defer(() => sql.end());
  const mock = opening.use(await startMockProvider());
  const server = opening.use(
    await startServerProcess({ databaseUrl: database.url, providerUrl: mock.url, logPath }),
  );
  const browser = await launchBrowser({ whole: true });
  opening.defer(() => browser.close());
  const context = await browser.newContext({
    baseURL: server.origin,
    locale: "en-GB",
    viewport: { width: 1280, height: 800 },
  });
  const page = await context.newPage();
  await enter(page);
  await page.close();
  const opened = opening.move();
  return { browser, context, mock, sql, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

export const resultsFolder = join(import.meta.dirname, "../results");
