import { For, type JSX, Show } from "solid-js";
import type { PushDevice } from "../../shared/push.ts";
import { deviceName } from "../account/device-name.ts";
import { useAccountWords } from "../account/words/account-words.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { Button } from "../ui/button.tsx";
import { messageTime } from "../ui/message-time.ts";
import type { PushControl } from "./push-settings.ts";
import { usePushWords } from "./words/push-words.ts";

/** The other devices that get notifications, each with a button that ends it. */
export function PushDevices(props: {
  control: PushControl;
  devices: readonly PushDevice[];
}): JSX.Element {
  const w = usePushWords();
  const others = () => props.devices.filter(({ isCurrent }) => !isCurrent);
  return (
    <Show when={others().length > 0}>
      <h3 class="mt-5 font-medium">{w("push.devices")}</h3>
      <ul class="mt-1 flex flex-col divide-y divide-line">
        <For each={others()}>{(device) => <Device control={props.control} device={device} />}</For>
      </ul>
    </Show>
  );
}

function Device(props: { control: PushControl; device: PushDevice }): JSX.Element {
  const w = usePushWords();
  const account = useAccountWords();
  const { locale } = useI18n();
  const name = () => deviceName(props.device.userAgent) ?? account("devices.unknown");
  const lastUsed = () => {
    const { lastUsedAt } = props.device;
    if (lastUsedAt === null) return w("push.never");
    return w("push.lastUsed", messageTime(lastUsedAt, new Date(), locale()));
  };
  return (
    <li class="flex flex-wrap items-center gap-x-4 gap-y-1 py-2.5">
      <div class="min-w-0 flex-1">
        <p class="font-medium wrap-anywhere">{name()}</p>
        <p class="text-sm text-muted">{lastUsed()}</p>
      </div>
      <Button
        aria-label={w("push.remove.label", name())}
        disabled={props.control.busy()}
        onClick={() => void props.control.remove(props.device.id)}
      >
        {w("push.remove")}
      </Button>
    </li>
  );
}
