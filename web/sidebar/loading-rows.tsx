import { For, type JSX } from "solid-js";
import { useI18n } from "../i18n/i18n.tsx";

/** Stands where the threads will be. */
export function LoadingRows(): JSX.Element {
  const { t } = useI18n();
  return (
    <div role="status" class="appear-late flex flex-col gap-4 px-3 pt-4">
      <span class="sr-only">{t("sidebar.loading")}</span>
      <For each={["w-3/4", "w-1/2", "w-2/3", "w-4/5", "w-1/2"]}>
        {(width) => <div class={`skeleton h-3.5 ${width}`} />}
      </For>
    </div>
  );
}
