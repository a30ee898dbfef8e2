import type { JSX } from "solid-js";
import { useI18n } from "../i18n/i18n.tsx";
import { IconButton } from "../ui/button.tsx";
import type { ComposerFiles } from "./composer-files.ts";

/** Opens the system's file picker. */
export function AttachButton(props: { files: ComposerFiles }): JSX.Element {
  const { t } = useI18n();
  let input: HTMLInputElement | undefined;
  return (
    <>
      <IconButton
        icon="attach"
        label={t("composer.attach")}
        class="size-10! rounded-full! coarse:size-11!"
        onPointerDown={() => props.files.prepare()}
        onFocus={() => props.files.prepare()}
        onClick={() => input?.click()}
      />
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-testid="file-input"
        onChange={(event) => {
          props.files.add([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}
