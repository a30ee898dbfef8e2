import { type Accessor, createSignal } from "solid-js";
import type { MailWay } from "../../shared/account.ts";
import { useChat } from "../state/chat.ts";

/** How the server sends mail; null until known. */
export function createMailWay(): Accessor<MailWay | null> {
  const chat = useChat();
  const [way, setWay] = createSignal<MailWay | null>(null);
  // Without it a link or two stay hidden; the calls themselves report an unreachable server.
  chat.client.api.auth.mailWay.query().then(setWay, () => {});
  return way;
}
