import type { ChatSession, StateVariables } from "../../../../shared/chat-session.ts";
import type { WorkflowSettings } from "../../../../shared/workflow.ts";

/** Age at which a client secret is replaced before use, in milliseconds; they last ten minutes. */
const renewAfterMs = 9 * 60_000;

/** Client secrets for one preview; the newest is valid. */
export interface PreviewSessions {
  /** A valid secret. Rejects when the server refuses. */
  secret(): Promise<string>;
  /** The current one is no longer valid. */
  drop(): void;
  /**
   * Sets the state variables and the upload policy for the next message. Returns whether another
   * secret is needed, which is also the case when the current one is about to expire.
   */
  use(variables: StateVariables, fileUpload?: WorkflowSettings["fileUpload"]): boolean;
}

/** @param now a monotonic clock in milliseconds */
export function createPreviewSessions(
  open: (variables: StateVariables) => Promise<ChatSession>,
  now: () => number,
): PreviewSessions {
  let variables: StateVariables = {};
  let settled = JSON.stringify([variables]);
  let held: { secret: Promise<string>; at: number } | null = null;
  const isFresh = ({ at }: { at: number }) => now() - at < renewAfterMs;
  return {
    secret() {
      if (held && isFresh(held)) return held.secret;
      const opening = open(variables).then(({ clientSecret }) => clientSecret);
      const own = { secret: opening, at: now() };
      held = own;
      // The next caller tries again.
      opening.catch(() => {
        if (held === own) held = null;
      });
      return opening;
    },
    drop() {
      held = null;
    },
    use(...wanted) {
      const next = JSON.stringify(wanted);
      if (next === settled && (held === null || isFresh(held))) return false;
      [variables] = wanted;
      settled = next;
      held = null;
      return true;
    },
  };
}
