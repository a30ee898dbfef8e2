import { type Accessor, createSignal } from "solid-js";
import type { MailWay } from "../../shared/account.ts";
import { useChat } from "../state/chat.ts";

/** How the server reaches people by mail; null until that is known. */
export function createMailWay(): Accessor<MailWay | null> {
  const chat = useChat();
  const [way, setWay] = createSignal<MailWay | null>(null);
  // Not knowing it hides a link or two; the calls themselves say when the server is away.
  chat.client.api.auth.mailWay.query().then(setWay, () => {});
  return way;
}
