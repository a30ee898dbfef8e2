import { createSignal, For, type JSX, Show } from "solid-js";
import { toRequestError } from "../../client/request-error.ts";
import type { SignedInDevice } from "../../shared/account.ts";
import { messageTime } from "../ui/message-time.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { usePersonChange } from "../state/person-change.ts";
import { Button } from "../ui/button.tsx";
import { useToasts } from "../ui/toasts.tsx";
import { deviceName } from "./device-name.ts";
import { createLoaded, LoadedView } from "./loaded.tsx";
import { Notice, Section } from "./section.tsx";
import { useAccountWords } from "./words/account-words.ts";

/** The devices on which the account is signed in, and how to sign them out. */
export function DevicesSection(): JSX.Element {
  const w = useAccountWords();
  const { t } = useI18n();
  const chat = useChat();
  const person = usePersonChange();
  const toasts = useToasts();
  const devices = createLoaded(() => chat.client.api.account.sessions.query());
  const [revoked, setRevoked] = createSignal(false);
  const tell = (error: unknown) => {
    const { code } = toRequestError(error);
    // One that is already gone counts as success.
    if (code !== "not_found") toasts.show({ text: () => t(`refused.${code}`) });
  };

  async function revoke(id: string): Promise<void> {
    await chat.client.api.account.revokeSession
      .mutate({ id })
      .then(() => setRevoked(true))
      .catch(tell);
    await devices.load();
  }
  async function everywhere(): Promise<void> {
    await chat.client.api.account.signOutEverywhere.mutate().then(() => person.leave(), tell);
  }

  return (
    <Section title={w("devices.title")} isWholePage>
      <LoadedView loaded={devices}>
        {(list) => (
          <ul class="mt-3 flex flex-col divide-y divide-line">
            <For each={list()}>
              {(device) => <Device device={device} onRevoke={() => void revoke(device.id)} />}
            </For>
          </ul>
        )}
      </LoadedView>
      <Notice text={revoked() ? w("devices.revoked") : ""} />
      <Button class="mt-3" icon="signOut" onClick={() => void everywhere()}>
        {w("devices.everywhere")}
      </Button>
    </Section>
  );
}

function Device(props: { device: SignedInDevice; onRevoke: () => void }): JSX.Element {
  const w = useAccountWords();
  const { locale } = useI18n();
  const name = () => deviceName(props.device.userAgent) ?? w("devices.unknown");
  const lastUsed = () => messageTime(props.device.lastUsedAt, new Date(), locale());
  return (
    <li class="flex flex-wrap items-center gap-x-4 gap-y-1 py-2.5">
      <div class="min-w-0 flex-1">
        <p class="font-medium wrap-anywhere">
          {name()}
          <Show when={props.device.isCurrent}>
            <span class="ms-2 rounded-full bg-bubble px-2 py-0.5 text-xs">{w("devices.this")}</span>
          </Show>
        </p>
        <p class="text-sm wrap-anywhere text-muted">
          {w("devices.lastUsed", lastUsed())}
          {props.device.address ? ` ${w("devices.from", props.device.address)}` : ""}
        </p>
      </div>
      <Show when={!props.device.isCurrent}>
        <Button aria-label={w("devices.revoke.label", name())} onClick={() => props.onRevoke()}>
          {w("devices.revoke")}
        </Button>
      </Show>
    </li>
  );
}
