import type { Caller } from "../../assistants/sessions/caller.ts";
import { accountOf } from "../../assistants/sessions/account-of.ts";
import type { Limits } from "../../platform/limits/limits.ts";
import type { PolicyName } from "../../platform/limits/policies.ts";

/** Policies for which a chat session can have its own limit, `max_requests_per_1_minute`. */
const ofChatSessions: ReadonlySet<PolicyName> = new Set(["send", "upload"]);

/**
 * Counts a viewer's call against the account behind it. A message or file sent with a client secret
 * counts against the chat session's own limit first; if an admin's program created the session,
 * that is the only limit, because the admin chose it.
 *
 * @throws RequestError `rate_limited` when there were too many
 */
export async function takeForViewer(
  limits: Pick<Limits, "take">,
  policy: PolicyName,
  viewer: Caller,
): Promise<void> {
  const { chatSession } = viewer;
  if (!chatSession || !ofChatSessions.has(policy)) return limits.take(policy, accountOf(viewer));
  await limits.take("chatSession", chatSession.id, chatSession.maxRequestsPerMinute);
  if (!chatSession.isOwnerAdmin) await limits.take(policy, accountOf(viewer));
}
