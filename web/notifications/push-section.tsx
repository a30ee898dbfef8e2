import { appName } from "../state/app-name.ts";
import { createMemo, type JSX, Match, Show, Switch } from "solid-js";
import type { PushDevice } from "../../shared/push.ts";
import { LoadedView } from "../account/loaded.tsx";
import { Refusal } from "../account/refusal.tsx";
import { Notice, Section } from "../account/section.tsx";
import { useAccountWords } from "../account/words/account-words.ts";
import { Button } from "../ui/button.tsx";
import { isAppleTouchDevice } from "./own-subscription.ts";
import { PushDevices } from "./push-devices.tsx";
import { PushPreferencesForm } from "./push-preferences.tsx";
import { createPushControl, type PushControl, type PushState } from "./push-settings.ts";
import { usePushWords } from "./words/push-words.ts";

/** Notifications on this device and others, and how they are wanted. */
export function PushSection(): JSX.Element {
  const w = usePushWords();
  const control = createPushControl();
  return (
    <Section title={w("push.title")} intro={w("push.intro", appName())}>
      <LoadedView loaded={control.loaded}>
        {(state) => (
          <>
            <Show
              when={state().view.serverKey}
              fallback={<p class="mt-3 text-muted">{w("push.off")}</p>}
            >
              {(serverKey) => (
                <ThisDevice control={control} state={state()} serverKey={serverKey()} />
              )}
            </Show>
            <PushDevices control={control} devices={state().view.devices} />
            <Show when={state().view.serverKey}>
              <PushPreferencesForm control={control} view={state().view} />
            </Show>
          </>
        )}
      </LoadedView>
      <News control={control} />
    </Section>
  );
}

/** What is so on this device, and the button that changes it. */
function ThisDevice(props: {
  control: PushControl;
  state: PushState;
  serverKey: string;
}): JSX.Element {
  const w = usePushWords();
  const own = createMemo<PushDevice | undefined>(() =>
    props.state.view.devices.find(
      ({ isCurrent, endpoint }) => isCurrent && endpoint === props.state.endpoint,
    ),
  );
  const permission = () => props.control.permission();
  return (
    <Switch
      fallback={
        <Button
          class="mt-3"
          icon="bell"
          look="primary"
          disabled={props.control.busy()}
          onClick={() => void props.control.turnOn(props.serverKey)}
        >
          {w("push.turnOn")}
        </Button>
      }
    >
      <Match when={permission() === "insecure"}>
        <p class="mt-3">{w("push.insecure")}</p>
      </Match>
      <Match when={permission() === "unsupported"}>
        <p class="mt-3">
          {isAppleTouchDevice() ? w("push.addToHome", appName()) : w("push.unsupported")}
        </p>
      </Match>
      <Match when={permission() === "denied"}>
        <p class="mt-3">{w("push.denied")}</p>
      </Match>
      <Match when={permission() === "granted" && own()}>
        {(device) => (
          <>
            <p class="mt-3 font-medium">{w("push.isOn")}</p>
            <div class="mt-3 flex flex-wrap gap-2">
              <Button disabled={props.control.busy()} onClick={() => void props.control.test()}>
                {w("push.test")}
              </Button>
              <Button
                disabled={props.control.busy()}
                onClick={() => void props.control.turnOff(device().id)}
              >
                {w("push.turnOff")}
              </Button>
            </div>
          </>
        )}
      </Match>
    </Switch>
  );
}

/** Says what has just happened, and why something did not. */
function News(props: { control: PushControl }): JSX.Element {
  const w = usePushWords();
  const account = useAccountWords();
  const said = () => {
    switch (props.control.news()) {
      case "tested":
        return w("push.tested");
      case "removed":
        return w("push.removed");
      case "saved":
        return account("action.saved");
      default:
        return "";
    }
  };
  const error = () => {
    const news = props.control.news();
    return typeof news === "object" ? news : null;
  };
  return (
    <>
      <Notice text={said()} />
      <Show when={props.control.news() === "failed"}>
        <p role="alert" class="mt-2 text-sm text-danger">
          {w("push.failed")}
        </p>
      </Show>
      <Show when={error()}>
        {(refusal) => (
          <p role="alert" class="mt-2 text-sm text-danger">
            <Refusal error={refusal()} />
          </p>
        )}
      </Show>
    </>
  );
}
