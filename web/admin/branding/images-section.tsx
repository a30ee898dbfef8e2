import { createSignal, For, type JSX, Show } from "solid-js";
import { toRequestError } from "../../../client/request-error.ts";
import { backgrounds } from "../../../shared/brand-colours.ts";
import {
  type BrandImageKind,
  brandImageKinds,
  imagePath,
  maxBrandImageBytes,
} from "../../../shared/brand-images.ts";
import type { BrandingForAdmin } from "../../../shared/branding.ts";
import { Notice, Section } from "../../account/section.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { withRegion } from "../../i18n/region.ts";
import { basePath } from "../../state/base-path.ts";
import { useChat } from "../../state/chat.ts";
import { Button } from "../../ui/button.tsx";
import { readBase64 } from "./read-base64.ts";
import { useBrandingWords } from "./words/branding-words.ts";

/** The server's logo and icon. */
export function ImagesSection(props: {
  branding: BrandingForAdmin;
  onSaved: () => Promise<void>;
}): JSX.Element {
  const w = useBrandingWords();
  const { t, locale } = useI18n();
  const { client } = useChat();
  const [saved, setSaved] = createSignal(false);
  const [problem, setProblem] = createSignal("");
  const most = () =>
    new Intl.NumberFormat(withRegion(locale()), { style: "unit", unit: "kilobyte" }).format(
      maxBrandImageBytes / 1024,
    );

  async function set(kind: BrandImageKind, file: File | null): Promise<void> {
    setSaved(false);
    setProblem("");
    if (file && file.size > maxBrandImageBytes) return void setProblem(w("images.refused"));
    try {
      const base64 = file && (await readBase64(file));
      await client.api.admin.branding.setImage.mutate({ kind, base64 });
      setSaved(true);
      await props.onSaved();
    } catch (error) {
      const { code } = toRequestError(error);
      setProblem(code === "invalid_input" ? w("images.refused") : t(`refused.${code}`));
    }
  }

  return (
    <Section title={w("images")} intro={w("images.intro", most())}>
      <ul class="mt-2 flex flex-col divide-y divide-line">
        <For each={brandImageKinds}>
          {(kind) => (
            <ImageLine
              kind={kind}
              branding={props.branding}
              onChange={(file) => void set(kind, file)}
            />
          )}
        </For>
      </ul>
      <p role="alert" class="mt-2 text-sm text-danger empty:hidden">
        {problem()}
      </p>
      <Notice text={saved() ? w("saved") : ""} />
    </Section>
  );
}

function ImageLine(props: {
  kind: BrandImageKind;
  branding: BrandingForAdmin;
  /** With the chosen file; null takes the picture away. */
  onChange: (file: File | null) => void;
}): JSX.Element {
  const w = useBrandingWords();
  const label = () => w(`images.${props.kind}`);
  const isDecided = () => props.branding.decided.images[props.kind];
  const path = () => {
    const { images } = props.branding.brand;
    return images[props.kind] ? imagePath(images, props.kind) : null;
  };
  return (
    <li class="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <div class="min-w-0 flex-1 basis-56">
        <p class="font-medium">{label()}</p>
        <p class="text-sm text-muted">
          {isDecided() ? w("decided") : w(`images.${props.kind}.hint`)}
        </p>
        <Show when={path()}>
          {(src) => (
            <img
              src={basePath() + src()}
              alt=""
              class="mt-2 h-12 max-w-full rounded-lg border border-line object-contain p-2"
              style={{ background: backgrounds[props.kind === "dark" ? "dark" : "light"][0] }}
            />
          )}
        </Show>
      </div>
      <Show when={!isDecided()}>
        <label class="relative inline-flex min-h-9 cursor-pointer items-center rounded-lg border border-line px-3 text-sm font-medium hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent coarse:min-h-11">
          <span aria-hidden="true">{w("images.upload")}</span>
          <input
            type="file"
            aria-label={w("images.choose", label())}
            accept={props.kind === "icon" ? "image/png" : "image/png,image/jpeg,image/webp,.svg"}
            class="sr-only"
            onChange={({ currentTarget }) => {
              const [file] = currentTarget.files ?? [];
              if (file) props.onChange(file);
              currentTarget.value = "";
            }}
          />
        </label>
        <Show when={path()}>
          <Button
            aria-label={w("images.remove.label", label())}
            onClick={() => props.onChange(null)}
          >
            {w("images.remove")}
          </Button>
        </Show>
      </Show>
    </li>
  );
}
