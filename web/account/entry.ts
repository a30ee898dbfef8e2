import { type Accessor, createSignal } from "solid-js";
import type { Entry } from "../../shared/entry.ts";
import { useChat } from "../state/chat.ts";

/** What a server lets in that does not say: earlier versions let in everyone. */
const usual: Entry = { signUp: "open", guests: "on" };

/** Who may register, and whether visitors can be guests; null until known. */
export function createEntry(): Accessor<Entry | null> {
  const chat = useChat();
  const [entry, setEntry] = createSignal<Entry | null>(null);
  // Without it a page offers more than the server may allow; the calls themselves tell.
  chat.client.api.auth.entry.query().then(setEntry, () => setEntry(usual));
  return entry;
}
