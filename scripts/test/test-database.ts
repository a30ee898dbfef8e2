import { rm } from "node:fs/promises";
import { startEmbeddedPostgres } from "../../server/platform/db/embedded-postgres.ts";
import { makeDatabaseFolder } from "../../testing/server/database-folder.ts";
import { testServerSettings as settings } from "../../testing/server/test-database.ts";

export interface TestDatabase extends AsyncDisposable {
  url: string;
}

/** A PostgreSQL in a temporary folder, deleted when disposed. */
export async function startTestDatabase(onProgress: (text: string) => void): Promise<TestDatabase> {
  await using resources = new AsyncDisposableStack();
  const dataDir = await makeDatabaseFolder();
  resources.defer(() => rm(dataDir, { recursive: true, force: true }));
  const database = resources.use(await startEmbeddedPostgres({ dataDir, settings, onProgress }));
  const owned = resources.move();
  return { url: database.url, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
