import { type Accessor, createSignal, onCleanup } from "solid-js";
import { type RequestError, toRequestError } from "../../client/request-error.ts";
import type { PushPreferences, PushView } from "../../shared/push.ts";
import { createLoaded, type Loaded } from "../account/loaded.tsx";
import { keepOptIn } from "../service-worker/opt-in.ts";
import { useChat } from "../state/chat.ts";
import {
  type PushPermission,
  readOwnEndpoint,
  readPermission,
  subscribeHere,
  unsubscribeHere,
} from "./own-subscription.ts";

/** The server's view, and the address that this browser has at its push service. */
export interface PushState {
  view: PushView;
  endpoint: string | null;
}

/** What has just happened, to tell it once. */
export type PushNews = "tested" | "removed" | "saved" | "failed" | RequestError | null;

/** The settings of notifications: what is so, and how to change it. */
export interface PushControl {
  loaded: Loaded<PushState>;
  permission: Accessor<PushPermission>;
  news: Accessor<PushNews>;
  busy: Accessor<boolean>;
  /** Asks for the browser's permission, if needed; call it in the click. */
  turnOn(serverKey: string): Promise<void>;
  turnOff(id: string): Promise<void>;
  /** Turns another device off. */
  remove(id: string): Promise<void>;
  test(): Promise<void>;
  save(preferences: PushPreferences): Promise<void>;
}

/** Loads the settings of notifications, and follows the browser's permission. */
export function createPushControl(): PushControl {
  const chat = useChat();
  const { api } = chat.client;
  const [permission, setPermission] = createSignal(readPermission());
  const [news, setNews] = createSignal<PushNews>(null);
  const [busy, setBusy] = createSignal(false);
  const loaded = createLoaded(async () => {
    const [view, endpoint] = await Promise.all([
      api.push.get.query(),
      readOwnEndpoint().catch(() => null),
    ]);
    return { view, endpoint };
  });
  followPermission(() => setPermission(readPermission()));

  async function run(change: () => Promise<PushNews>): Promise<void> {
    setBusy(true);
    setNews(null);
    try {
      setNews(await change());
    } catch (error) {
      setNews(toRequestError(error));
    } finally {
      await loaded.load();
      setPermission(readPermission());
      setBusy(false);
    }
  }

  const person = () => chat.state().user?.id;
  return { loaded, permission, news, busy, ...changesOf({ api, run, person }) };
}

interface ChangeDeps {
  api: ReturnType<typeof useChat>["client"]["api"];
  /** Tells the outcome of a change. */
  run: (change: () => Promise<PushNews>) => Promise<void>;
  /** Who is signed in. */
  person: () => string | undefined;
}

function changesOf({
  api,
  run,
  person,
}: ChangeDeps): Pick<PushControl, "turnOn" | "turnOff" | "remove" | "test" | "save"> {
  return {
    turnOn: (serverKey) =>
      run(async () => {
        if ((await Notification.requestPermission()) !== "granted") return null;
        const subscription = await subscribeHere(serverKey).catch(() => null);
        if (!subscription) return "failed";
        await api.push.subscribe.mutate(subscription);
        const userId = person();
        if (userId !== undefined) await keepOptIn(userId);
        return null;
      }),
    turnOff: (id) =>
      run(async () => {
        await api.push.unsubscribe.mutate({ id });
        await unsubscribeHere();
        return null;
      }),
    remove: (id) =>
      run(async () => {
        await api.push.unsubscribe.mutate({ id });
        return "removed";
      }),
    test: () =>
      run(async () => {
        await api.push.test.mutate();
        return "tested";
      }),
    save: (preferences) =>
      run(async () => {
        await api.push.setPreferences.mutate(preferences);
        return "saved";
      }),
  };
}

/** Calls back when the user changes the permission in the browser's own settings. */
function followPermission(onChange: () => void): void {
  const end = new AbortController();
  onCleanup(() => end.abort());
  const { signal } = end;
  document.addEventListener("visibilitychange", onChange, { signal });
  navigator.permissions
    ?.query({ name: "notifications" })
    .then((status) => status.addEventListener("change", onChange, { signal }))
    // Not every browser tells; coming back to the page does.
    .catch(() => {});
}
