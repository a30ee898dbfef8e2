import { z } from "zod";

/** A backup that is made in a process of its own. */
export const backupTaskSchema = z.object({
  url: z.string(),
  dataDir: z.string(),
  keys: z.object({
    recipients: z.array(z.string()),
    passphrase: z.string().nullable(),
    identities: z.array(z.string()),
  }),
  secret: z.string().nullable(),
  destination: z.string(),
  s3: z.object({
    endpoint: z.string().nullable(),
    region: z.string().nullable(),
    accessKeyId: z.string().nullable(),
    secretAccessKey: z.string().nullable(),
    sessionToken: z.string().nullable(),
  }),
  name: z.string(),
  checks: z.boolean(),
});
export type BackupTask = z.infer<typeof backupTaskSchema>;

/** What the process says. */
export const backupMessageSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready") }),
  z.object({ kind: z.literal("step"), step: z.string() }),
  z.object({
    kind: z.literal("done"),
    bytes: z.number(),
    /** The path of its mark of an unchecked backup, which could not be removed; null without one. */
    leftMark: z.string().nullable(),
    wasChecked: z.boolean(),
    /** Why its check could not be carried out; null when it was, or was not to be. */
    uncheckedBecause: z.string().nullable(),
  }),
  z.object({ kind: z.literal("failed"), reason: z.string() }),
]);
export type BackupMessage = z.infer<typeof backupMessageSchema>;
