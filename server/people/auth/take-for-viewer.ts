import type { Caller } from "../../assistants/sessions/caller.ts";
import { accountOf } from "../../assistants/sessions/account-of.ts";
import type { Limits } from "../../platform/limits/limits.ts";
import type { PolicyName } from "../../platform/limits/policies.ts";

/** Policies for which a chat session has a limit of its own, `max_requests_per_1_minute`. */
const ofChatSessions: ReadonlySet<PolicyName> = new Set(["send", "upload"]);

/**
 * Counts a viewer's call against the account behind it. A message or a file by a client secret counts
 * against the chat session's own limit first; where an admin's program made the session, that limit
 * is the only one, because the admin has chosen it.
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
