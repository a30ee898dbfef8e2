import {
  DatabaseUnusableError,
  describeMigration,
  migrateDatabase,
  withoutPassword,
} from "./migrate.ts";

/** `bun run db:migrate`: migrates the database at `DATABASE_URL` and exits. */
const url = process.env["DATABASE_URL"];
if (!url) {
  console.error("DATABASE_URL is not set. (The embedded database is migrated at every start.)");
  process.exit(1);
}
try {
  const migrated = await migrateDatabase(url, (step) => console.log(`· ${step}`));
  const server = `${withoutPassword(url)} (PostgreSQL ${migrated.version})`;
  console.log(`${server}: ${describeMigration(migrated)}`);
} catch (error) {
  console.error(error instanceof DatabaseUnusableError ? error.message : error);
  process.exit(1);
}
