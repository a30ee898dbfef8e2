import { join } from "node:path";
import postgres from "postgres";
import { untilTrue } from "../until.ts";
import { openBackupNode } from "./backup-node.ts";

/** Kills the process of a node in the middle of its backup. */
export async function killInTheMiddle(
  url: string,
  variables: Record<string, string>,
  isBegun: () => Promise<unknown>,
): Promise<void> {
  const program = join(import.meta.dir, "backup-node-process.ts");
  const doomed = Bun.spawn([process.execPath, program, JSON.stringify({ url, variables })], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  await isBegun();
  doomed.kill("SIGKILL");
  await doomed.exited;
}

/** Another node makes the backup, once the database has noticed that the first one is dead. */
export async function takeUp(url: string, variables: Record<string, string>): Promise<void> {
  await using heir = openBackupNode(url, variables);
  await untilTrue("the backup", async () => (await heir.run()).outcome === "done");
  const sql = postgres(url, { max: 1 });
  try {
    // The process that the dead node had started has ended as well.
    await untilTrue("its end", async () => {
      const [row] = await sql<{ count: number }[]>`
        select count(*)::int from pg_stat_activity where application_name = 'chatkit backup'`;
      return row?.count === 0;
    });
  } finally {
    await sql.end();
  }
}
