import { bigint, index, integer, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import {
  importFailures,
  importOutcomes,
  importProblems,
  importSources,
  importStatuses,
} from "../../../../shared/import.ts";
import { bytea } from "./bytea.ts";
import { threads } from "./threads.ts";
import { users } from "./users.ts";

/** Imports of chats from files. */
export const imports = pgTable(
  "imports",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text().notNull(),
    /** Announced size in bytes; `receivedBytes` of them have arrived. */
    size: bigint({ mode: "number" }).notNull(),
    receivedBytes: bigint("received_bytes", { mode: "number" }).notNull().default(0),
    status: text({ enum: importStatuses }).notNull().default("uploading"),
    failure: text({ enum: importFailures }),
    source: text({ enum: importSources }),
    imported: integer().notNull().default(0),
    known: integer().notNull().default(0),
    unreadable: integer().notNull().default(0),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    finishedAt: timestamp("finished_at", { withTimezone: true, precision: 3 }),
  },
  (table) => [
    index("imports_user_idx").on(table.userId),
    index("imports_created_idx").on(table.createdAt),
  ],
);

/** The bytes of an import's file until it has ended: all parts but the last have the same size. */
export const importParts = pgTable(
  "import_parts",
  {
    importId: text("import_id")
      .notNull()
      .references(() => imports.id, { onDelete: "cascade" }),
    /** From 0. */
    position: integer().notNull(),
    bytes: bytea().notNull(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.position] })],
);

/** What became of each chat of an import. */
export const importLines = pgTable(
  "import_lines",
  {
    importId: text("import_id")
      .notNull()
      .references(() => imports.id, { onDelete: "cascade" }),
    /** From 0, in the order of the file. */
    position: integer().notNull(),
    title: text(),
    outcome: text({ enum: importOutcomes }).notNull(),
    problem: text({ enum: importProblems }),
    threadId: text("thread_id").references(() => threads.id, { onDelete: "set null" }),
  },
  (table) => [
    primaryKey({ columns: [table.importId, table.position] }),
    index("import_lines_thread_idx").on(table.threadId),
  ],
);

/** Chats that came from elsewhere, so that none is imported twice while it exists. */
export const importedThreads = pgTable(
  "imported_threads",
  {
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    source: text({ enum: importSources }).notNull(),
    /** The chat's id in the export. */
    sourceKey: text("source_key").notNull(),
    threadId: text("thread_id")
      .notNull()
      .references(() => threads.id, { onDelete: "cascade" }),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.source, table.sourceKey] }),
    index("imported_threads_thread_idx").on(table.threadId),
  ],
);
