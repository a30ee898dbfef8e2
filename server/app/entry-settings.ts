import type { z } from "zod";
import { domainSchema, mostDomains } from "../../shared/entry.ts";
import { guestModes, signUpModes } from "../../shared/entry-modes.ts";
import type { DecidedEntry } from "../people/entry/entry-rules.ts";
import type { Env } from "./config.ts";
import { list, oneOf } from "./config-values.ts";

/** The environment variables. Without a default: admins decide what they leave open. */
export const entryVariables = {
  CHATKIT_SIGN_UP: oneOf(signUpModes).optional(),
  CHATKIT_SIGN_UP_DOMAINS: list()
    .pipe(domainSchema.array().max(mostDomains, `has to list at most ${mostDomains} domains`))
    .optional(),
  CHATKIT_GUESTS: oneOf(guestModes).optional(),
};

type Variables = z.infer<z.ZodObject<typeof entryVariables>>;

/** The settings as the environment has them. */
export function readEntrySettings(read: Variables): DecidedEntry {
  const { CHATKIT_SIGN_UP: mode, CHATKIT_SIGN_UP_DOMAINS: domains = [] } = read;
  return {
    signUp: mode === undefined ? null : { mode, domains },
    guests: read.CHATKIT_GUESTS ?? null,
  };
}

/** Checks settings that depend on each other. */
export function findMissingForEntry(set: Env): string[] {
  const problems: string[] = [];
  const isByDomain = set["CHATKIT_SIGN_UP"]?.trim() === "domain";
  if (isByDomain && !set["CHATKIT_SIGN_UP_DOMAINS"])
    problems.push("CHATKIT_SIGN_UP_DOMAINS: needed with CHATKIT_SIGN_UP=domain");
  if (!isByDomain && set["CHATKIT_SIGN_UP_DOMAINS"])
    problems.push("CHATKIT_SIGN_UP_DOMAINS: means nothing without CHATKIT_SIGN_UP=domain");
  // In development, mails are kept for a page, and addresses are confirmed there.
  if (isByDomain && set["NODE_ENV"] === "production" && !set["SMTP_HOST"])
    problems.push("SMTP_HOST: needed with CHATKIT_SIGN_UP=domain; addresses are confirmed by mail");
  return problems;
}
