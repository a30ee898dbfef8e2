import postgres, { type Sql } from "postgres";
import type { App } from "../../server/app/app.ts";
import { newAdmin } from "./accounts.ts";
import type { Browser } from "./browser.ts";
import { startTestApp } from "./start-test-app.ts";

/** Two nodes of one server, and its admin in a browser at the first. */
export interface TwoNodes extends AsyncDisposable {
  app: App;
  other: App;
  sql: Sql;
  admin: Browser;
}

/** Starts both; only the other one runs jobs. */
export async function startTwoNodes(): Promise<TwoNodes> {
  await using opening = new AsyncDisposableStack();
  const app = opening.use(await startTestApp({ config: { role: "web", logLevel: "silent" } }));
  const { databaseUrl } = app;
  const other = opening.use(await startTestApp({ databaseUrl, config: { logLevel: "silent" } }));
  const sql = postgres(databaseUrl, { max: 2 });
  opening.defer(() => sql.end());
  const admin = await newAdmin({ origin: app.origin, sql });
  const opened = opening.move();
  return { app, other, sql, admin, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}
