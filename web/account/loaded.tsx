import { type Accessor, createSignal, type JSX, Match, onCleanup, Show, Switch } from "solid-js";
import { useI18n } from "../i18n/i18n.tsx";
import { type RequestError, toRequestError } from "../../client/request-error.ts";
import { Button } from "../ui/button.tsx";
import { Refusal } from "./refusal.tsx";
import { useAccountWords } from "./words/account-words.ts";

/** Data that is fetched, and can be fetched again. */
export interface Loaded<T> {
  value: Accessor<T | null>;
  /** Why the last fetch failed. */
  error: Accessor<RequestError | null>;
  load(): Promise<void>;
}

/** Fetches immediately. The data stays while it is fetched again. */
export function createLoaded<T>(fetch: () => Promise<T>): Loaded<T> {
  const [value, setValue] = createSignal<T | null>(null);
  const [error, setError] = createSignal<RequestError | null>(null);
  let left = false;
  onCleanup(() => {
    left = true;
  });
  async function load(): Promise<void> {
    setError(null);
    try {
      const fetched = await fetch();
      if (!left) setValue(() => fetched);
    } catch (cause) {
      if (!left) setError(toRequestError(cause));
    }
  }
  void load();
  return { value, error, load };
}

/** Shows the fetched data, or the state of the fetch. */
export function LoadedView<T>(props: {
  loaded: Loaded<T>;
  children: (value: Accessor<T>) => JSX.Element;
}): JSX.Element {
  const { t } = useI18n();
  const w = useAccountWords();
  return (
    <Switch
      fallback={
        <div role="status" class="appear-late mt-3 flex flex-col gap-2">
          <span class="sr-only">{t("app.loading")}</span>
          <div class="skeleton h-4 w-2/3" />
          <div class="skeleton h-4 w-1/2" />
        </div>
      }
    >
      <Match when={props.loaded.error()}>
        {(error) => (
          <div role="alert" class="mt-3 flex flex-wrap items-center gap-3">
            <Show when={!isFinal(error())} fallback={<Refusal error={error()} />}>
              <p>
                {w("action.failed")} <Refusal error={error()} />
              </p>
              <Button icon="regenerate" onClick={() => void props.loaded.load()}>
                {t("app.retry")}
              </Button>
            </Show>
          </div>
        )}
      </Match>
      <Match when={present(props.loaded.value())}>
        {(box) => props.children(() => box().value)}
      </Match>
    </Switch>
  );
}

/** Whether another try would end the same way. */
function isFinal({ code }: RequestError): boolean {
  return code === "not_found" || code === "forbidden" || code === "invalid_input";
}

/** Boxed, so that an empty or false value counts as present. */
function present<T>(value: T | null): { value: T } | null {
  return value === null ? null : { value };
}
