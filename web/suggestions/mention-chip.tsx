import type { JSX } from "solid-js";
import { isolate } from "../i18n/isolate.ts";
import { IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icons.tsx";
import { useComposerMenuWords } from "./words/menu-words.ts";

/** Who answers the next message, above its text. */
export function MentionChip(props: { name: string; onRemove: () => void }): JSX.Element {
  const w = useComposerMenuWords();
  return (
    <div
      data-testid="mention"
      class="mb-1 inline-flex max-w-full items-center gap-1.5 rounded-2xl bg-subtle ps-3 text-sm"
    >
      <Icon name="spark" class="size-4 shrink-0 text-accent" />
      <span class="min-w-0 truncate">{w("answers", isolate(props.name))}</span>
      <IconButton
        icon="close"
        label={w("answers.remove", isolate(props.name))}
        iconClass="size-4"
        class="size-8! rounded-full! coarse:size-11!"
        onClick={() => props.onRemove()}
      />
    </div>
  );
}
