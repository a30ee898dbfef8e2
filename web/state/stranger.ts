import { type Accessor, createEffect, createSignal } from "solid-js";
import { useChat } from "./chat.ts";
import { useClient } from "./client.ts";
import { createObservableAccessor } from "./observable-accessor.ts";

/** Whether the server has let the visitor in neither as a guest nor by an account: a sign-in is next. */
export function createStranger(): Accessor<boolean> {
  const ended = createObservableAccessor(useClient().ended);
  const chat = useChat();
  const [wasIn, setWasIn] = createSignal(false);
  createEffect(() => {
    if (chat.state().user) setWasIn(true);
  });
  return () => ended()?.code === "unauthenticated" && !wasIn();
}
