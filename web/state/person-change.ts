import { createContext, useContext } from "solid-js";
import type { User } from "../../shared/user.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useToasts } from "../ui/toasts.tsx";
import { useChat } from "./chat.ts";
import type { SafeStorage } from "./safe-storage.ts";

/** Told to the other tabs when another person is signed in, or nobody. */
const channelName = "chatkit.person";

/** What of a person's is kept in the browser: their drafts and unsent messages. */
const personalKeys = /^chatkit\.(draft|files|outbox|account|workflow|person)(\.|$)/;

/** Whose account was here last. */
const personKey = "chatkit.person";

/** Leaving one person's account for another's, in all tabs of the browser. */
export interface PersonChange {
  /** Somebody else is signed in by the cookie: starts anew as them, here and in the other tabs. */
  enter(path?: string): void;
  /** Who is signed in is known: starts anew if it is an account, and another one was here before. */
  meet(user: User): void;
  /** The person has left: the same, and nothing they wrote stays in the browser. */
  leave(): void;
}

/**
 * Starts the page anew when the person changes, so that nothing of one is left in another's.
 *
 * @param forget drops what is not stored yet
 */
export function createPersonChange(options: {
  storage: Storage | null;
  safe: SafeStorage;
  forget: () => void;
}): PersonChange & { close(): void } {
  const channel =
    typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(channelName);
  // A channel is of one origin, and its messages go nowhere else.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  const tell = () => channel?.postMessage("changed");
  const restart = (path: string) => {
    options.forget();
    location.assign(path);
  };
  channel?.addEventListener("message", () => restart("/"));

  function removePersonal(): void {
    options.forget();
    const { storage, safe } = options;
    const keys = storage ? Array.from({ length: storage.length }, (_, i) => storage.key(i)) : [];
    for (const key of keys) if (key !== null && personalKeys.test(key)) safe.removeItem(key);
  }

  return {
    enter(path = "/") {
      tell();
      restart(path);
    },
    meet({ id, isGuest }) {
      // A guest may be the person themselves, whose session was ended elsewhere.
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

/** How a page lets the person change. */
export function usePersonChange(): PersonChange {
  const change = useContext(PersonChangeContext);
  if (!change) throw new Error("PersonChangeProvider is missing");
  return change;
}

/** Signs the person out, in all tabs of the browser; says so when the server cannot be reached. */
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
