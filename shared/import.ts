import { z } from "zod";
import { idSchema } from "./id-schemas.ts";
import { maxFileNameLength, megabyte } from "./limits.ts";

/** Programs whose exports can be imported. */
export const importSources = [
  "chatgpt",
  "claude",
  "librechat",
  "open_webui",
  "chat_ui",
  "chatkit",
] as const;

export type ImportSource = (typeof importSources)[number];

/** Largest export, in bytes. */
export const maxImportBytes = 1_024 * megabyte;

/**
 * What an import may bring: more than years of heavy use. Text is that of all messages, in UTF-16
 * code units; files are those of chats and of an account.
 */
export const importLimits = {
  chats: 20_000,
  messages: 1_000_000,
  text: 500_000_000,
  files: 50_000,
} as const;

/**
 * - `uploading`: parts of the file are missing.
 * - `queued`: a worker will read it.
 * - `running`: chats are being imported.
 * - `done`: the report is complete.
 * - `failed`: the file could not be read; what was imported before stays.
 * - `cancelled`: ended by the person; what was imported before stays.
 */
export const importStatuses = [
  "uploading",
  "queued",
  "running",
  "done",
  "failed",
  "cancelled",
] as const;

export type ImportStatus = (typeof importStatuses)[number];

/**
 * Why an import failed.
 * - `not_an_export`: neither a ZIP nor JSON of a known program.
 * - `damaged`: the file ends early or is otherwise broken.
 * - `too_complex`: it is too large when unpacked, exceeds `importLimits`, or takes too much memory or
 *   time.
 * - `failed`: an error of this server.
 */
export const importFailures = ["not_an_export", "damaged", "too_complex", "failed"] as const;

export type ImportFailure = (typeof importFailures)[number];

/**
 * What became of a chat.
 * - `imported`: it is a chat of the person now.
 * - `known`: an earlier import has brought it already.
 * - `unreadable`: it is left out; the problem says why.
 */
export const importOutcomes = ["imported", "known", "unreadable"] as const;

export type ImportOutcome = (typeof importOutcomes)[number];

/**
 * Why a chat or something in it was left out.
 * - `no_messages`, `not_a_chat`, `too_large`: the chat.
 * - `temporary`, `trashed`: the chat, which was a temporary one or in the trash of its account.
 * - `files_missing`: some files are not in the export.
 * - `files_unusable`: some files are of a kind that cannot be read, or too large.
 * - `storage_full`: some files do not fit into the person's storage.
 */
export const importProblems = [
  "no_messages",
  "not_a_chat",
  "too_large",
  "temporary",
  "trashed",
  "files_missing",
  "files_unusable",
  "storage_full",
] as const;

export type ImportProblem = (typeof importProblems)[number];

/** An import, with its progress. */
export const importSchema = z.object({
  id: z.string(),
  /** The name of the file. */
  name: z.string(),
  /** Bytes, and how many of them have arrived. */
  size: z.number().int(),
  receivedBytes: z.number().int(),
  status: z.enum(importStatuses),
  failure: z.enum(importFailures).nullable(),
  /** What exported the file; null until it is known. */
  source: z.enum(importSources).nullable(),
  /** Numbers of chats so far, by outcome. */
  imported: z.number().int(),
  known: z.number().int(),
  unreadable: z.number().int(),
  /** ISO 8601. */
  createdAt: z.string(),
  /** ISO 8601; null before the end. */
  finishedAt: z.string().nullable(),
});

export type Import = z.infer<typeof importSchema>;

/** A line of an import's report. */
export const importedChatSchema = z.object({
  /** From 0, in the order of the file. */
  position: z.number().int(),
  title: z.string().nullable(),
  outcome: z.enum(importOutcomes),
  problem: z.enum(importProblems).nullable(),
  /** The chat, if it exists; null for one that was left out. */
  threadId: z.string().nullable(),
});

export type ImportedChatLine = z.infer<typeof importedChatSchema>;

export const createImportSchema = z.object({
  /** Made by the client, so that retries are safe. */
  id: idSchema("import"),
  name: z.string().min(1).max(maxFileNameLength),
  size: z.number().int().min(1).max(maxImportBytes),
});

export type CreateImport = z.infer<typeof createImportSchema>;

export const importIdSchema = z.object({ importId: idSchema("import") });

export const importReportSchema = importIdSchema.extend({
  /** Lines after this position. */
  after: z.number().int().min(-1).max(10_000_000).default(-1),
  limit: z.number().int().min(1).max(200).default(100),
});
