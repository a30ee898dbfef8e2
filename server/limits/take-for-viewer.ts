import type { Viewer } from "../auth/viewer.ts";
import type { Limits } from "./limits.ts";
import type { PolicyName } from "./policies.ts";

/**
 * Counts a viewer's call. By a client secret it counts against the chat session's own limit; where a
 * program has made the session and so chosen that, against nothing else. A person's own sessions
 * come on top of their limit, or each would be a way around it.
 *
 * @throws RequestError `rate_limited` when there were too many
 */
export async function takeForViewer(
  limits: Pick<Limits, "take">,
  policy: PolicyName,
  { userId, chatSession }: Pick<Viewer, "userId" | "chatSession">,
): Promise<void> {
  if (chatSession)
    await limits.take("chatSession", chatSession.id, chatSession.maxRequestsPerMinute);
  if (!chatSession?.isByProgram) await limits.take(policy, userId);
}
