import { inArray } from "drizzle-orm";
import { z } from "zod";
import { type SignUpRule, signUpRuleSchema } from "../../../shared/entry.ts";
import { type GuestMode, guestModes } from "../../../shared/entry-modes.ts";
import type { Executor } from "../../platform/db/client.ts";
import { serverSettings } from "../../platform/db/schema/connections.ts";

/** What the server's settings decide; null leaves it to the admins. */
export interface DecidedEntry {
  signUp: SignUpRule | null;
  guests: GuestMode | null;
}

/** Who may register, and who may be a guest. */
export interface EntryRules {
  signUp: SignUpRule;
  guests: GuestMode;
}

/** The names of the settings that admins change. */
export const signUpSetting = "sign_up";
export const guestsSetting = "guests";

/** A server that was never told otherwise lets everyone in. */
const usual: EntryRules = { signUp: { mode: "open", domains: [] }, guests: "on" };

/** The rule of a value from a later version, which this one does not know: it is closed. */
const strictest: EntryRules = { signUp: { mode: "closed", domains: [] }, guests: "off" };

/** Reads the rules of this moment, from the database where the settings do not decide. */
export async function readEntryRules(
  executor: Executor,
  decided: DecidedEntry,
): Promise<EntryRules> {
  if (decided.signUp && decided.guests) return { signUp: decided.signUp, guests: decided.guests };
  const { name, value } = serverSettings;
  const rows = await executor
    .select({ name, value })
    .from(serverSettings)
    .where(inArray(name, [signUpSetting, guestsSetting]));
  const valueOf = (of: string) => rows.find((row) => row.name === of)?.value;
  return {
    signUp: decided.signUp ?? toSignUp(valueOf(signUpSetting)),
    guests: decided.guests ?? toGuests(valueOf(guestsSetting)),
  };
}

function toSignUp(value: unknown): SignUpRule {
  if (value === undefined) return usual.signUp;
  return signUpRuleSchema.safeParse(value).data ?? strictest.signUp;
}

function toGuests(value: unknown): GuestMode {
  if (value === undefined) return usual.guests;
  return z.enum(guestModes).safeParse(value).data ?? strictest.guests;
}
