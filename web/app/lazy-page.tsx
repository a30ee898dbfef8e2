import { type Component, createSignal, type JSX, lazy, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { useI18n } from "../i18n/i18n.tsx";
import { Button } from "../ui/button.tsx";
import { keepLoading } from "../ui/on-demand.ts";

type LoadPage<P extends object> = () => Promise<{ default: Component<P> }>;

/**
 * A page whose code is loaded when it is opened. A load that fails is retried; meanwhile the page
 * says so and offers to try at once.
 */
export function lazyPage<P extends object>(load: LoadPage<P>): Component<P> {
  return lazy(() => load().catch(() => ({ default: retriedPage(load) })));
}

function retriedPage<P extends object>(load: LoadPage<P>): Component<P> {
  const [page, setPage] = createSignal<Component<P>>();
  const fetch = () =>
    load().then(
      ({ default: loaded }) => {
        setPage(() => loaded);
        return true;
      },
      () => false,
    );
  return (props) => {
    keepLoading({ fetch }, () => !page());
    return (
      <Show when={page()} fallback={<PageFailed onRetry={() => void fetch()} />}>
        {(component) => <Dynamic component={component()} {...props} />}
      </Show>
    );
  };
}

function PageFailed(props: { onRetry: () => void }): JSX.Element {
  const { t } = useI18n();
  return (
    <div
      role="alert"
      class="appear-late flex min-h-full flex-1 flex-col items-center justify-center gap-4 px-4 text-center"
    >
      <h1>{t("app.unavailable")}</h1>
      <Button icon="regenerate" onClick={() => props.onRetry()}>
        {t("app.retry")}
      </Button>
    </div>
  );
}
