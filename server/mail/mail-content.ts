import { z } from "zod";

/** A mail with a link that works once; the secret is made when the mail is sent, and kept nowhere. */
const linked = { tokenId: z.string() };

/** What a mail says. Everything here may come from people, so it is escaped where it is shown. */
export const mailContentSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("welcome") }),
  z.object({ kind: z.literal("verifyEmail"), ...linked }),
  z.object({ kind: z.literal("resetPassword"), ...linked }),
  /** To the new address, to show that it is the person's. */
  z.object({ kind: z.literal("changeEmail"), ...linked }),
  /** To the old address, afterwards. */
  z.object({ kind: z.literal("emailChanged"), newEmail: z.string() }),
  z.object({ kind: z.literal("passwordChanged") }),
  /** A visitor asked to register with an address that has an account. */
  z.object({ kind: z.literal("alreadyRegistered") }),
  z.object({
    kind: z.literal("newSignIn"),
    userAgent: z.string().nullable(),
    address: z.string().nullable(),
    /** ISO 8601. */
    at: z.string(),
    /** IANA name: the person's clock. */
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
