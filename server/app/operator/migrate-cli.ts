import {
  DatabaseUnusableError,
  describeMigration,
  migrateDatabase,
  withoutPassword,
} from "../../platform/db/migrate.ts";
import { prepareJobs } from "../prepare-jobs.ts";

/** `bun run db:migrate`: brings the database at `DATABASE_URL` up to date, jobs included, and exits. */
const url = process.env["DATABASE_URL"];
if (!url) {
  console.error("DATABASE_URL is not set. (The embedded database is migrated at every start.)");
  process.exit(1);
}
try {
  const migrated = await migrateDatabase(url, (step) => console.log(`· ${step}`));
  await prepareJobs(url);
  const server = `${withoutPassword(url)} (PostgreSQL ${migrated.version})`;
  console.log(`${server}: ${describeMigration(migrated)}`);
} catch (error) {
  console.error(error instanceof DatabaseUnusableError ? error.message : error);
  process.exit(1);
}
