import { newId } from "../../shared/ids.ts";
import type { Browser } from "./browser.ts";
import { newReceiver } from "./push-receiver.ts";
import { newSend } from "./visitor.ts";

/** Uses all that there is to notifications, but for a push service, which a test may not have. */
export async function useNotifications({ api }: Browser): Promise<void> {
  const { serverKey } = await api.push.get.query();
  const { keys } = await newReceiver();
  const subscription = { endpoint: `https://push.example.org/${newId("message")}`, keys };
  const { id } = await api.push.subscribe.mutate({ ...subscription, serverKey: serverKey ?? "" });
  await api.push.setPreferences.mutate({ showText: true, quiet: { from: 0, until: 1_439 } });
  await api.push.noticed.mutate();
  await api.messages.send.mutate(newSend());
  await api.push.test.mutate();
  await api.push.unsubscribe.mutate({ id });
}
