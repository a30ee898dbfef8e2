import { maxEmailLength } from "./limits.ts";

/**
 * Who may register: anyone, people with an invitation, people with an address of certain domains or
 * an invitation, or none.
 */
export const signUpModes = ["open", "invitation", "domain", "closed"] as const;

export type SignUpMode = (typeof signUpModes)[number];

/** Whether people can chat without an account: all, those with an invitation, or none. */
export const guestModes = ["on", "link", "off"] as const;

export type GuestMode = (typeof guestModes)[number];

/**
 * The domain of e-mail addresses in a text, in lower case; an `@` in front is left out. Null for what
 * is no domain, or one that no address here can have (`emailSchema`).
 */
export function toDomain(text: string): string | null {
  const domain = text.trim().toLowerCase().replace(/^@/, "");
  const labels = domain.split(".");
  const isDomain =
    domain.length <= maxEmailLength - "a@".length &&
    labels.length >= 2 &&
    /^[a-z]{2,}$/.test(labels.at(-1) ?? "") &&
    labels.every((label) => /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/.test(label));
  return isDomain ? domain : null;
}
