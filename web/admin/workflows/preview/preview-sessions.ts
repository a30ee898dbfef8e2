import type { ChatSession, StateVariables } from "../../../../shared/chat-session.ts";
import type { WorkflowSettings } from "../../../../shared/workflow.ts";

/** A client secret this old is replaced before it is used, in milliseconds; they last ten minutes. */
const renewAfterMs = 9 * 60_000;

/** Client secrets for one preview, of which the newest is good. */
export interface PreviewSessions {
  /** One that opens the preview now. Rejects when the server gives none. */
  secret(): Promise<string>;
  /** The present one is no good any more. */
  drop(): void;
  /**
   * What instructions are to be given next, and which files may be attached. Returns whether that
   * needs another secret than the one that was given out, which it also does when that is about to
   * run out.
   */
  use(variables: StateVariables, fileUpload?: WorkflowSettings["fileUpload"]): boolean;
}

/** @param now milliseconds by any clock that only goes forward */
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
      // The next caller asks again.
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
