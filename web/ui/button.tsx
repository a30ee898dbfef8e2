import { type JSX, splitProps } from "solid-js";
import { Icon, type IconName } from "./icons.tsx";

type NativeButton = Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, "type">;

const looks = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover",
  plain: "border border-line bg-bg text-fg hover:bg-hover",
  danger: "border border-danger bg-danger-bg text-danger hover:border-current",
};

/** A button with a text. */
export function Button(
  props: NativeButton & { look?: keyof typeof looks; icon?: IconName; type?: "button" | "submit" },
): JSX.Element {
  const [own, native] = splitProps(props, ["look", "icon", "class", "children", "type"]);
  return (
    <button
      {...native}
      type={own.type ?? "button"}
      class={`inline-flex min-h-9 items-center justify-center gap-2 rounded-lg px-3 py-1.5 text-sm font-medium transition-colors disabled:cursor-not-allowed disabled:opacity-60 coarse:min-h-11 ${looks[own.look ?? "plain"]} ${own.class ?? ""}`}
    >
      {own.icon ? <Icon name={own.icon} class="size-4 shrink-0" /> : null}
      {own.children}
    </button>
  );
}

/** A button that only shows an icon; `label` is its accessible name. */
export function IconButton(
  props: NativeButton & { icon: IconName; label: string; iconClass?: string },
): JSX.Element {
  const [own, native] = splitProps(props, ["icon", "label", "class", "iconClass"]);
  return (
    <button
      {...native}
      type="button"
      aria-label={own.label}
      title={own.label}
      class={`inline-flex size-9 shrink-0 items-center justify-center rounded-lg text-muted transition-colors hover:bg-hover hover:text-fg aria-disabled:opacity-50 disabled:cursor-not-allowed disabled:opacity-50 coarse:size-11 ${own.class ?? ""}`}
    >
      <Icon name={own.icon} class={own.iconClass ?? "size-5"} />
    </button>
  );
}
