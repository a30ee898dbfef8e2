import { openStore } from "../../../platform/backup/stores/open-store.ts";
import type { Config } from "../../config.ts";
import { type Finding, fine, problem, reasonOf } from "./finding.ts";

/** Storage that has not answered by then is as good as away, in milliseconds. */
const answersWithinMs = 30_000;

/** The place of backups: whether a file can be written there and removed again. */
export async function checkBackups({
  backup: { destination, s3 },
}: Pick<Config, "backup">): Promise<Finding> {
  try {
    const store = openStore(destination, s3);
    await Promise.race([store.tryOut(), late(store.title)]);
    return fine("backups", `they can be written to ${store.title}`);
  } catch (error) {
    const says =
      error instanceof Error && error.name === "StoreError" ? error.message : reasonOf(error);
    return problem("backups", says, "set BACKUP_DESTINATION, and the S3 variables for storage");
  }
}

async function late(title: string): Promise<never> {
  await new Promise((resolve) => setTimeout(resolve, answersWithinMs).unref());
  throw new Error(`${title} has not answered for ${answersWithinMs / 1_000} seconds`);
}
