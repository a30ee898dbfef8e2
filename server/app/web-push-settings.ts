import { z } from "zod";
import type { PushSettings } from "../push/push-services.ts";
import { list, oneOf, origin } from "./config-values.ts";

/** The environment variables of notifications. */
export const pushVariables = {
  CHATKIT_PUSH: oneOf(["on", "off"]).default("on"),
  CHATKIT_PUSH_CONTACT: z
    .string()
    .trim()
    .max(200)
    .regex(
      /^(mailto:[^\s@<>]+@[^\s@<>]+|https:\/\/[^\s<>]+)$/,
      "has to be mailto: and an e-mail address, or an address that starts with https://",
    )
    .optional(),
  CHATKIT_PUSH_SERVICES: list().pipe(z.array(origin())).default([]),
};

/** Null when notifications are turned off. */
export type PushConfig = PushSettings | null;

interface Read extends z.infer<z.ZodObject<typeof pushVariables>> {
  PUBLIC_URL?: string | undefined;
  SMTP_FROM_EMAIL?: string | undefined;
}

/** Push services refuse a signature without a contact; this one is for a machine of one's own. */
const noContact = "mailto:chatkit@localhost";

/**
 * How notifications are sent; null when they are turned off. The contact is by default the server's
 * public address, else the address that its mails are from.
 */
export function readPushSettings(read: Read): PushConfig {
  if (read.CHATKIT_PUSH === "off") return null;
  const { PUBLIC_URL: address, SMTP_FROM_EMAIL: from } = read;
  const sender = from === undefined ? undefined : (/<([^<>]+)>/.exec(from)?.[1] ?? from);
  const usual = address?.startsWith("https:") ? address : sender && `mailto:${sender}`;
  return {
    contact: read.CHATKIT_PUSH_CONTACT ?? usual ?? noContact,
    ownServices: read.CHATKIT_PUSH_SERVICES,
  };
}
