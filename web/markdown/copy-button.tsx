import { createEffect, createSignal, type JSX, onCleanup } from "solid-js";
import { BlockIcon } from "./block-icon.tsx";
import { useMarkdown } from "./services.ts";

/** How long the button shows the outcome, in milliseconds. */
const outcomeMs = 2_000;

/** Copies something, and says whether it has. */
export function CopyButton(props: {
  label: string;
  copy: () => Promise<boolean>;
  /** Shows the label beside the icon. */
  named?: boolean;
}): JSX.Element {
  const { w } = useMarkdown();
  const [outcome, setOutcome] = createSignal<"copied" | "failed" | null>(null);
  createEffect(() => {
    if (!outcome()) return;
    const timer = setTimeout(() => setOutcome(null), outcomeMs);
    onCleanup(() => clearTimeout(timer));
  });
  const label = () => {
    if (outcome() === null) return props.label;
    return w(outcome() === "copied" ? "markdown.copied" : "markdown.copyFailed");
  };
  return (
    <button
      type="button"
      class="md-tool"
      aria-label={label()}
      title={label()}
      onClick={async () => setOutcome((await props.copy()) ? "copied" : "failed")}
    >
      <BlockIcon name={outcome() === "copied" ? "check" : "copy"} />
      {props.named ? label() : null}
    </button>
  );
}
