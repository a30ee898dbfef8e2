import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from "drizzle-orm/pg-core";
import type { ChatSessionSettings, StateVariables } from "../../../../shared/chat-session.ts";
import type {
  Localized,
  Starter,
  WorkflowDefinition,
  WorkflowDraft,
  WorkflowSettings,
} from "../../../../shared/workflow.ts";
import { defaultWorkflowSettings } from "../../../../shared/workflow-rules.ts";
import { users } from "./users.ts";

/** Configured assistants in their published version. */
export const workflows = pgTable("workflows", {
  id: text().primaryKey(),
  name: text().notNull(),
  /** Null uses the server's configured model. */
  model: text(),
  instructions: text().notNull(),
  greeting: jsonb().$type<Localized>().notNull(),
  placeholder: jsonb().$type<Localized>().notNull(),
  starters: jsonb().$type<Starter[]>().notNull(),
  /** The rest of the definition. */
  settings: jsonb().$type<WorkflowSettings>().notNull().default(defaultWorkflowSettings),
  /** The published version; 0 if there is none yet. */
  version: integer().notNull().default(1),
  /** The draft; null when it equals the published version. */
  draft: jsonb().$type<WorkflowDraft>(),
  /**
   * Incremented with every change of the draft, so that two editors do not overwrite each other.
   */
  draftRevision: integer("draft_revision").notNull().default(0),
  /** Whether the upstream server (`CHATKIT_API_BASE`) still has it; null for one created here. */
  upstream: text({ enum: ["found", "gone"] }),
  /** When it was archived: no chat can start with it any more. */
  archivedAt: timestamp("archived_at", { withTimezone: true, precision: 3 }),
  createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  updatedAt: timestamp("updated_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
});

/** All versions ever published. Rows never change. */
export const workflowVersions = pgTable(
  "workflow_versions",
  {
    workflowId: text("workflow_id")
      .notNull()
      .references(() => workflows.id, { onDelete: "cascade" }),
    version: integer().notNull(),
    definition: jsonb().$type<WorkflowDefinition>().notNull(),
    /** The older version that this one restores; null for an edited one. */
    restoredFrom: integer("restored_from"),
    /** The publishing admin; null for the server itself. Outlives the account. */
    publishedBy: text("published_by"),
    publishedAt: timestamp("published_at", { withTimezone: true, precision: 3 })
      .notNull()
      .defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.workflowId, table.version] })],
);

/** The right of one user to talk to one workflow for a while. */
export const chatSessions = pgTable(
  "chat_sessions",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    workflowId: text("workflow_id")
      .notNull()
      .references(() => workflows.id),
    clientSecretHash: text("client_secret_hash").notNull().unique(),
    maxRequestsPerMinute: integer("max_requests_per_minute").notNull(),
    /** The version for its replies; 0 for the draft, null for whatever is published at the time. */
    workflowVersion: integer("workflow_version"),
    /** Whether this version was requested, rather than being the published one at that time. */
    isVersionNamed: boolean("is_version_named").notNull().default(false),
    stateVariables: jsonb("state_variables").$type<StateVariables>(),
    /** Null uses the workflow's own; sessions of an older server have none. */
    settings: jsonb().$type<ChatSessionSettings>(),
    /** The owner of the API key that created it; null for the user's own. */
    ownerId: text("owner_id").references(() => users.id, { onDelete: "cascade" }),
    /** The API key that created it, and that it ends with; null for none. */
    apiKeyId: text("api_key_id"),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    expiresAt: timestamp("expires_at", { withTimezone: true, precision: 3 }).notNull(),
    cancelledAt: timestamp("cancelled_at", { withTimezone: true, precision: 3 }),
  },
  (table) => [
    index("chat_sessions_user_idx").on(table.userId),
    index("chat_sessions_expiry_idx").on(table.expiresAt),
    index("chat_sessions_owner_idx").on(table.ownerId),
  ],
);
