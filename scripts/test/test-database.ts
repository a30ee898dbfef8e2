import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "../../server/platform/db/embedded-postgres.ts";

export interface TestDatabase extends AsyncDisposable {
  url: string;
}

/** It is thrown away, so nothing needs to reach the disk. Tests open many small pools. */
const settings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "300",
};

/** A PostgreSQL in a temporary folder, deleted when disposed. */
export async function startTestDatabase(onProgress: (text: string) => void): Promise<TestDatabase> {
  await using resources = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), "chatkit-test-"));
  resources.defer(() => rm(dataDir, { recursive: true, force: true }));
  // Lets the database's user enter, if this process runs as root.
  await chmod(dataDir, 0o711);
  const database = resources.use(await startEmbeddedPostgres({ dataDir, settings, onProgress }));
  const owned = resources.move();
  return { url: database.url, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
