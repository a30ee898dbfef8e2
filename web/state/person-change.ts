import { createContext, useContext } from "solid-js";
import type { User } from "../../shared/user.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { keptName } from "./kept-name.ts";
import { useToasts } from "../ui/toasts.tsx";
import { basePath } from "./base-path.ts";
import { useChat } from "./chat.ts";
import type { SafeStorage } from "./safe-storage.ts";

/** Notifies the other tabs when another user is signed in, or none. */
const channelName = "chatkit.person";

/** A user's data in the browser: drafts and unsent messages. */
const personalKeys = /^chatkit\.(draft|files|outbox|account|workflow|person|kept)(\.|$)/;

/** The last account used here. */
const personKey = "chatkit.person";

/** Switching from one user's account to another's, in all tabs of the browser. */
export interface PersonChange {
  /** Another user is signed in by the cookie: restarts as them, here and in the other tabs. */
  enter(path?: string): void;
  /** The signed-in user is known: restarts if it is an account, and another one was here before. */
  meet(user: User): void;
  /** The user has left: the same, and nothing they wrote stays in the browser. */
  leave(): void;
}

/**
 * Restarts the page when the user changes, so that nothing of one is left for another.
 *
 * @param forget drops unsaved data
 */
export function createPersonChange(options: {
  storage: Storage | null;
  safe: SafeStorage;
  forget: () => void;
}): PersonChange & { close(): void } {
  const channel =
    typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(channelName);
  // A channel is limited to one origin.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  const tell = () => channel?.postMessage("changed");
  const restart = (path: string) => {
    options.forget();
    location.assign(basePath() + path);
  };
  channel?.addEventListener("message", () => restart("/"));

  function removePersonal(): void {
    options.forget();
    const { storage, safe } = options;
    const keys = storage ? Array.from({ length: storage.length }, (_, i) => storage.key(i)) : [];
    // The keys first: without an owner, no other tab writes chats again after the deletion.
    for (const key of keys) if (key !== null && personalKeys.test(key)) safe.removeItem(key);
    try {
      indexedDB.deleteDatabase(keptName);
    } catch {
      // A browser without databases keeps no chats.
    }
    // Notifications: `service-worker/forget-person.ts`. A worker is no window.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    navigator.serviceWorker?.controller?.postMessage({ type: "FORGET_PERSON" });
  }

  return {
    enter(path = "/") {
      // Kept chats are not shown until the server says whose they are.
      options.safe.removeItem(keptName);
      tell();
      restart(path);
    },
    meet({ id, isGuest }) {
      // A guest may be the same user, whose session was ended elsewhere.
      if (isGuest) return;
      const { safe } = options;
      const before = safe.getItem(personKey);
      const isOther = before !== null && before !== id;
      if (isOther) removePersonal();
      safe.setItem(personKey, id);
      if (isOther) restart("/");
    },
    leave() {
      removePersonal();
      tell();
      restart("/");
    },
    close: () => channel?.close(),
  };
}

const PersonChangeContext = createContext<PersonChange>();

export const PersonChangeProvider = PersonChangeContext.Provider;

/** How a page switches the user. */
export function usePersonChange(): PersonChange {
  const change = useContext(PersonChangeContext);
  if (!change) throw new Error("PersonChangeProvider is missing");
  return change;
}

/** Signs the user out, in all tabs of the browser; reports when the server cannot be reached. */
export function createSignOut(): () => Promise<void> {
  const { t } = useI18n();
  const chat = useChat();
  const toasts = useToasts();
  const person = usePersonChange();
  return async () => {
    try {
      await chat.client.api.auth.signOut.mutate();
    } catch {
      toasts.show({ text: () => t("menu.signOut.failed") });
      return;
    }
    person.leave();
  };
}
