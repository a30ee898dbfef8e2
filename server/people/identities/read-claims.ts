import { emailSchema } from "../../../shared/account.ts";
import { ProviderFault } from "./provider-fault.ts";

/** What a provider says of a person. */
export interface Claims {
  /** Unique within the issuer, and never given to another person. */
  subject: string;
  /** An address that the provider has confirmed to be the person's; null for none. */
  confirmedEmail: string | null;
}

/** Longest subject (OpenID Connect Core, section 2). */
const mostSubjectLength = 255;

/**
 * Reads the claims of an ID token and of the user info together.
 *
 * @throws ProviderFault `untrusted` without a subject
 */
export function claimsOf(said: Readonly<Record<string, unknown>>): Claims {
  const { sub, email, email_verified: isVerified } = said;
  if (typeof sub !== "string" || sub === "" || sub.length > mostSubjectLength)
    throw new ProviderFault("untrusted", "the subject is missing or too long");
  // Some providers write it as a text.
  const isConfirmed = isVerified === true || isVerified === "true";
  const { data = null } = emailSchema.safeParse(email);
  return { subject: sub, confirmedEmail: isConfirmed ? data : null };
}
