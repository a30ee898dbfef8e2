import { index, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { projectColors, projectIcons } from "../../../../shared/project-look.ts";
import { users } from "./users.ts";

/** Folders of users' threads, which share instructions and files. */
export const projects = pgTable(
  "projects",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text().notNull(),
    /** Null for that of text. */
    color: text({ enum: projectColors }),
    /** Null for a folder. */
    icon: text({ enum: projectIcons }),
    instructions: text().notNull().default(""),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [index("projects_user_idx").on(table.userId)],
);
