import { z } from "zod";

/** A mail with a one-time link. The secret is derived when the mail is sent and never stored. */
const linked = { tokenId: z.string() };

/** The content of a mail. All of it may be user input, so it is escaped on rendering. */
export const mailContentSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("welcome") }),
  z.object({ kind: z.literal("verifyEmail"), ...linked }),
  z.object({ kind: z.literal("resetPassword"), ...linked }),
  /** Sent to a person for whom an admin has created an account. */
  z.object({ kind: z.literal("accountCreated"), ...linked }),
  /** Sent to the new address, to verify it. */
  z.object({ kind: z.literal("changeEmail"), ...linked }),
  /** Sent to the old address after the change. */
  z.object({ kind: z.literal("emailChanged"), newEmail: z.string() }),
  z.object({ kind: z.literal("passwordChanged") }),
  /** Signing in with an identity provider has become possible. */
  z.object({ kind: z.literal("identityConnected"), provider: z.string() }),
  /** Sent when a visitor registers with an address that already has an account. */
  z.object({ kind: z.literal("alreadyRegistered") }),
  z.object({
    kind: z.literal("newSignIn"),
    userAgent: z.string().nullable(),
    address: z.string().nullable(),
    /** ISO 8601. */
    at: z.string(),
    /** IANA name of the user's time zone. */
    timeZone: z.string(),
  }),
  z.object({
    kind: z.literal("sessionCreated"),
    workflowName: z.string(),
    at: z.string(),
    timeZone: z.string(),
  }),
  z.object({ kind: z.literal("replyReady"), threadId: z.string(), title: z.string().nullable() }),
  z.object({ kind: z.literal("accountDeleted") }),
]);

export type MailContent = z.infer<typeof mailContentSchema>;

export type MailKind = MailContent["kind"];

/** Every kind of mail. */
export const mailKinds: readonly MailKind[] = mailContentSchema.options.map(
  ({ shape }) => shape.kind.value,
);
