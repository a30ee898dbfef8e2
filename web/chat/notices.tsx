import { A } from "@solidjs/router";
import { For, type JSX } from "solid-js";
import { useI18n } from "../i18n/i18n.tsx";
import { Button } from "../ui/button.tsx";

/** A page about something missing, with a way on. */
export function Missing(props: { title: string; hint: string }): JSX.Element {
  const { t } = useI18n();
  return (
    <div class="flex min-h-full flex-col items-center justify-center px-4 text-center">
      <h1 class="text-xl font-semibold">{props.title}</h1>
      <p class="mt-2 text-muted">{props.hint}</p>
      <A
        href="/"
        class="mt-6 inline-flex min-h-11 items-center rounded-lg bg-accent px-4 text-sm font-medium text-on-accent hover:bg-accent-hover"
      >
        {t("app.newChat")}
      </A>
    </div>
  );
}

/** A thread that could not be loaded. */
export function LoadFailed(props: { onRetry: () => void }): JSX.Element {
  const { t } = useI18n();
  return (
    <div
      role="alert"
      class="flex min-h-full flex-col items-center justify-center gap-4 px-4 text-center"
    >
      <p>{t("thread.failed")}</p>
      <Button icon="regenerate" onClick={() => props.onRetry()}>
        {t("app.retry")}
      </Button>
    </div>
  );
}

/** Placeholder for the messages. */
export function ThreadSkeleton(): JSX.Element {
  const { t } = useI18n();
  return (
    <div
      role="status"
      class="appear-late mx-auto flex w-full max-w-measure flex-col gap-8 px-4 pt-6"
    >
      <span class="sr-only">{t("thread.loading")}</span>
      <For each={[1, 2]}>
        {() => (
          <>
            <div class="skeleton ms-auto h-11 w-1/2 rounded-3xl" />
            <div class="flex flex-col gap-3">
              <div class="skeleton h-4 w-full" />
              <div class="skeleton h-4 w-11/12" />
              <div class="skeleton h-4 w-3/5" />
            </div>
          </>
        )}
      </For>
    </div>
  );
}
