import { sql } from "drizzle-orm";
import type { EntryForAdmin, SignUpRule } from "../../../shared/entry.ts";
import type { GuestMode } from "../../../shared/entry-modes.ts";
import type { AuditKind } from "../../../shared/audit.ts";
import type { Database, Transaction } from "../../platform/db/client.ts";
import { serverSettings } from "../../platform/db/schema/connections.ts";
import { tellEveryViewer } from "../../platform/streams/tell-viewers.ts";
import { RequestError } from "../../platform/errors.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { guestsSetting, readEntryRules, signUpSetting } from "./entry-rules.ts";
import type { EntryDeps } from "./require-sign-up.ts";

/** The admin who changes the rules. */
export interface EntryChange {
  actorId: string;
  /** IP address of the call. */
  address: string;
}

type ChangeDeps = EntryDeps & { db: Database };

/** The rules, and what the server's settings leave to the admins. */
export async function readEntryForAdmin({
  db,
  entry,
  mailWay,
}: ChangeDeps): Promise<EntryForAdmin> {
  const rules = await readEntryRules(db, entry);
  return {
    ...rules,
    decided: { signUp: entry.signUp !== null, guests: entry.guests !== null },
    confirmsAddresses: mailWay !== "none",
  };
}

/**
 * Changes who may register, on all nodes from the next registration on.
 *
 * @throws RequestError `conflict` where the server's settings decide it; `invalid_input` for
 *   domains on a server that cannot confirm addresses
 */
export function setSignUp(
  { db, entry, mailWay }: ChangeDeps,
  change: EntryChange,
  rule: SignUpRule,
): Promise<void> {
  if (entry.signUp) throw decidedElsewhere("CHATKIT_SIGN_UP");
  if (rule.mode === "domain" && mailWay === "none")
    throw new RequestError("invalid_input", "Addresses can only be confirmed by e-mail.", {
      fields: ["mode"],
    });
  const domains = rule.mode === "domain" ? [...new Set(rule.domains)] : [];
  const value = { mode: rule.mode, domains };
  return db.transaction(async (tx) => {
    const { signUp: before } = await readEntryRules(tx, entry);
    const added = domains.filter((domain) => !before.domains.includes(domain));
    const removed = before.domains.filter((domain) => !domains.includes(domain));
    const signed = [...added.map((domain) => `+${domain}`), ...removed.map((each) => `-${each}`)];
    const name = [rule.mode, ...signed].join(" ");
    await store(tx, signUpSetting, value);
    await record(tx, change, { kind: "sign_up_changed", name });
  });
}

/**
 * Changes who may be a guest. Where guests are no longer let in, their sessions stop working within
 * two seconds; what they wrote stays for as long as guests' data does.
 *
 * @throws RequestError `conflict` where the server's settings decide it
 */
export function setGuests(
  { db, entry }: ChangeDeps,
  change: EntryChange,
  guests: GuestMode,
): Promise<void> {
  if (entry.guests) throw decidedElsewhere("CHATKIT_GUESTS");
  return db.transaction(async (tx) => {
    await store(tx, guestsSetting, guests);
    if (guests === "off") await tellEveryViewer(tx);
    await record(tx, change, { kind: "guests_changed", name: guests });
  });
}

async function store(tx: Transaction, name: string, value: unknown): Promise<void> {
  await tx
    .insert(serverSettings)
    .values({ name, value })
    .onConflictDoUpdate({ target: serverSettings.name, set: { value, updatedAt: sql`now()` } });
}

function record(
  tx: Transaction,
  { actorId, address }: EntryChange,
  { kind, name }: { kind: AuditKind; name: string },
): Promise<void> {
  return recordAudit(tx, { kind, actorId, userId: actorId, address, details: { name } });
}

function decidedElsewhere(variable: string): RequestError {
  return new RequestError("conflict", `The server's settings decide this (${variable}).`);
}
