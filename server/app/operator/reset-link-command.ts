import { createLink, linkMinutes } from "../../people/auth/one-time-tokens.ts";
import type { OneTimeSecrets } from "../../people/auth/one-time-secrets.ts";
import { recordAudit } from "../../people/audit/record-audit.ts";
import type { Database } from "../../platform/db/client.ts";
import { CommandError } from "./command-error.ts";
import { commandLine } from "./command-line.ts";
import { requireAccountOf } from "./find-owner.ts";

export const resetLinkUsage = `Usage: ${commandLine("reset-link ADDRESS")}`;

/** Creates a password reset link, for servers without mail. */
export async function resetLinkCommand(
  { db, links, address }: { db: Database; links: OneTimeSecrets; address: string },
  argv: string[],
): Promise<string> {
  const [typed, ...more] = argv;
  if (typed === undefined || more.length > 0) throw new CommandError(resetLinkUsage);
  const { id: userId, email } = await requireAccountOf(db, typed);
  const tokenId = await db.transaction(async (tx) => {
    await recordAudit(tx, { kind: "password_reset_asked", actorId: null, userId, address: null });
    return createLink(tx, { userId, purpose: "reset_password", email: email ?? typed });
  });
  const link = `${address}/reset-password#${links.secretOf(tokenId)}`;
  return `${link}\n\nIt works once, within ${linkMinutes} minutes, for ${email}.`;
}
