import type { MailWay } from "../../../shared/account.ts";
import type { Entry, SignUpRule } from "../../../shared/entry.ts";
import type { GuestMode } from "../../../shared/entry-modes.ts";
import type { InvitationGrant } from "../../../shared/invitation-limits.ts";
import type { Executor, Transaction } from "../../platform/db/client.ts";
import { RequestError } from "../../platform/errors.ts";
import {
  findInvitation,
  type InvitationKey,
  takeInvitation,
} from "../invitations/use-invitation.ts";
import { type DecidedEntry, readEntryRules } from "./entry-rules.ts";

/** What checks of the entry depend on. */
export interface EntryDeps {
  entry: DecidedEntry;
  mailWay: MailWay;
}

/** What a visitor may know. Without mail no address can be confirmed to be of a domain. */
export async function readEntry(executor: Executor, { entry, mailWay }: EntryDeps): Promise<Entry> {
  const { signUp, guests } = await readEntryRules(executor, entry);
  const isUseless = signUp.mode === "domain" && mailWay === "none";
  return { signUp: isUseless ? "invitation" : signUp.mode, guests };
}

/** Who wants to register. */
export interface SignUpWish {
  email: string;
  /** Null for a person without an invitation. */
  invitation: InvitationKey | null;
  /**
   * What confirms the address before it counts: a mail, by default; an identity provider that the
   * operator trusts for that; or nothing.
   */
  confirmation?: "mail" | "provider" | "none";
}

/** How a person comes in. */
export interface Admission {
  /** The role of the account, unless it is the first one. */
  role: "user" | "admin";
  /** The name of the invitation, which may be empty; null without one. */
  invitedBy: string | null;
}

/** What invitations to register make of a person. */
const accounts = ["user", "admin"] as const;

/**
 * Makes sure that an address may register at this moment. The answer depends on the rules, the
 * address and the invitation alone, so it does not tell whether the address has an account.
 *
 * @returns the id of the invitation, which is not used yet; null without one
 * @throws RequestError `forbidden`; `invalid_link` for an invitation that is used up or has ended
 */
export async function requireSignUp(
  executor: Executor,
  deps: EntryDeps,
  { email, invitation }: SignUpWish,
): Promise<string | null> {
  await requireRule(executor, deps, { email, invitation });
  return invitation && (await findInvitation(executor, invitation, accounts)).id;
}

/**
 * The same at the moment in which the account begins: the invitation is used.
 *
 * @throws RequestError as `requireSignUp`
 */
export async function takeSignUp(
  tx: Transaction,
  deps: EntryDeps,
  { email, invitation, confirmation = "mail" }: SignUpWish,
): Promise<Admission> {
  await requireRule(tx, deps, { email, invitation, confirmation });
  if (!invitation) return { role: "user", invitedBy: null };
  const { name, grants } = await takeInvitation(tx, invitation, accounts);
  return { role: grants === "admin" ? "admin" : "user", invitedBy: name };
}

async function requireRule(
  executor: Executor,
  { entry, mailWay }: EntryDeps,
  { email, invitation, confirmation = "mail" }: SignUpWish,
): Promise<void> {
  const { signUp } = await readEntryRules(executor, entry);
  if (signUp.mode === "closed")
    throw new RequestError("forbidden", "Registration is closed on this server.");
  if (invitation) return;
  switch (signUp.mode) {
    case "open":
      return;
    case "invitation":
      throw new RequestError("forbidden", "Registering on this server takes an invitation.");
    case "domain": {
      // Otherwise anyone could claim any address.
      const isProved =
        confirmation === "provider" || (confirmation === "mail" && mailWay !== "none");
      if (isProved && isOfDomains(signUp, email)) return;
      throw new RequestError("forbidden", "This address cannot register on this server.");
    }
  }
}

/**
 * Makes sure that an account that its domain has let in keeps an address of the domains.
 *
 * @throws RequestError `forbidden`
 */
export async function requireAddressInDomains(
  executor: Executor,
  entry: DecidedEntry,
  { from, to }: { from: string | null; to: string },
): Promise<void> {
  const { signUp } = await readEntryRules(executor, entry);
  if (signUp.mode !== "domain" || from === null) return;
  if (isOfDomains(signUp, from) && !isOfDomains(signUp, to))
    throw new RequestError("forbidden", "This address is not one of the server's domains.");
}

/**
 * Makes sure that the rule lets a visitor in as a guest. Whether the invitation can be used shows
 * when it is (`takeGuest`).
 *
 * @param invitation the secret of its link; null without one
 * @returns the rule
 * @throws RequestError `unauthenticated` where guests are not let in
 */
export async function requireGuests(
  executor: Executor,
  entry: DecidedEntry,
  invitation: string | null,
): Promise<GuestMode> {
  const { guests } = await readEntryRules(executor, entry);
  if (guests === "off" || (guests === "link" && invitation === null))
    throw new RequestError("unauthenticated", "Sign in first: guests are not let in here.");
  return guests;
}

/**
 * Lets a visitor in as a guest. Where it takes an invitation, that is used.
 *
 * @param invitation the secret of its link; null without one
 * @returns the name of the invitation that was used, which may be empty; null without one
 * @throws RequestError `unauthenticated` where guests are not let in; `invalid_link` for an
 *   invitation that is used up or has ended
 */
export async function takeGuest(
  tx: Transaction,
  entry: DecidedEntry,
  invitation: string | null,
): Promise<string | null> {
  const guests = await requireGuests(tx, entry, invitation);
  if (guests === "on" || invitation === null) return null;
  return (await takeInvitation(tx, { secret: invitation }, ["guest"])).name;
}

/**
 * What an invitation makes of a person, if it can be used now.
 *
 * @throws RequestError `invalid_link`
 */
export async function readInvitation(
  executor: Executor,
  { entry }: EntryDeps,
  secret: string,
): Promise<{ grants: InvitationGrant }> {
  const { signUp, guests } = await readEntryRules(executor, entry);
  const usable = [
    ...(guests === "off" ? [] : (["guest"] as const)),
    ...(signUp.mode === "closed" ? [] : accounts),
  ];
  const { grants } = await findInvitation(executor, { secret }, usable);
  return { grants: usable.find((each) => each === grants) ?? "guest" };
}

function isOfDomains({ domains }: SignUpRule, email: string): boolean {
  return domains.includes(email.slice(email.lastIndexOf("@") + 1));
}
