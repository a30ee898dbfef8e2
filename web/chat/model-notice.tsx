import { A } from "@solidjs/router";
import { type JSX, Show } from "solid-js";
import { useI18n } from "../i18n/i18n.tsx";

/** The model inside the server. */
const builtinModel = "builtin-offline";

/** Says so when no real model is connected. */
export function ModelNotice(props: { model: string | undefined }): JSX.Element {
  const { t } = useI18n();
  return (
    <Show when={props.model === builtinModel}>
      <p class="pt-2 text-center text-xs text-muted">
        {t("chat.builtin")}{" "}
        <A
          href="/connect-model"
          class="underline underline-offset-2 hover:text-fg coarse:inline-block coarse:py-3"
        >
          {t("chat.builtin.connect")}
        </A>
      </p>
    </Show>
  );
}
