import { z } from "zod";
import {
  type GuestMode,
  guestModes,
  type SignUpMode,
  signUpModes,
  toDomain,
} from "./entry-modes.ts";

/** Most domains whose addresses may register. */
export const mostDomains = 100;

/** The domain of an e-mail address, in lower case; an `@` in front is left out. */
export const domainSchema = z
  .string()
  .max(254)
  .transform((text, context) => {
    const domain = toDomain(text);
    if (domain === null) context.addIssue("has to be a domain, such as example.org");
    return domain ?? "";
  });

/** Who may register. */
export const signUpRuleSchema = z
  .object({
    mode: z.enum(signUpModes),
    /** The domains whose addresses may register; only with the mode `domain`. */
    domains: z.array(domainSchema).max(mostDomains).default([]),
  })
  .refine(({ mode, domains }) => mode !== "domain" || domains.length > 0, {
    path: ["domains"],
    error: "needs at least one domain",
  });

export type SignUpRule = z.infer<typeof signUpRuleSchema>;

export const setGuestsSchema = z.object({ guests: z.enum(guestModes) });

/** What a visitor may know before signing in. */
export interface Entry {
  /** Whether a visitor can register at all, and by which rule. */
  signUp: SignUpMode;
  guests: GuestMode;
}

/** The rules as admins see them. */
export interface EntryForAdmin {
  signUp: SignUpRule;
  guests: GuestMode;
  /** What the server's settings decide, and admins cannot change. */
  decided: { signUp: boolean; guests: boolean };
  /** Whether addresses are confirmed by mail, which the mode `domain` needs. */
  confirmsAddresses: boolean;
}
