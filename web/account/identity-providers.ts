import { type Accessor, createSignal } from "solid-js";
import type { IdentityProviderView } from "../../shared/identities.ts";
import { useChat } from "../state/chat.ts";

/** The server's identity providers; none until known. */
export function createIdentityProviders(): Accessor<readonly IdentityProviderView[]> {
  const chat = useChat();
  const [providers, setProviders] = createSignal<readonly IdentityProviderView[]>([]);
  // Without them the password is left; the calls themselves report an unreachable server.
  chat.client.api.identities.providers.query().then(setProviders, () => {});
  return providers;
}
