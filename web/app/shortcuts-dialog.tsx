import { For, type JSX } from "solid-js";
import { Dialog, type DialogEnd } from "../ui/dialog.tsx";
import { useAppWords } from "./words/app-words.ts";

/** The list of keyboard shortcuts. */
export function ShortcutsDialog(props: DialogEnd): JSX.Element {
  const w = useAppWords();
  const command = /mac|iphone|ipad/i.test(navigator.platform) ? "⌘" : "Ctrl";
  const rows = () => [
    { keys: ["Enter"], text: w("shortcuts.send") },
    { keys: ["Shift", "Enter"], text: w("shortcuts.newline") },
    { keys: ["↑"], text: w("shortcuts.edit") },
    { keys: ["/"], text: w("shortcuts.commands") },
    { keys: ["@"], text: w("shortcuts.mention") },
    { keys: ["Esc"], text: w("shortcuts.stop") },
    { keys: ["Shift", "Esc"], text: w("shortcuts.focus") },
    { keys: [command, "Shift", "O"], text: w("shortcuts.newChat") },
    { keys: [command, "K"], text: w("shortcuts.search") },
    { keys: [command, "Shift", "S"], text: w("shortcuts.sidebar") },
    { keys: ["F2"], text: w("shortcuts.rename") },
    { keys: ["Del"], text: w("shortcuts.delete") },
    { keys: [command, "/"], text: w("shortcuts.list") },
  ];
  return (
    <Dialog
      title={w("shortcuts.title")}
      onClose={() => props.onClose()}
      onClosed={() => props.onClosed()}
    >
      <dl class="divide-y divide-line">
        <For each={rows()}>
          {(row) => (
            <div class="flex items-center justify-between gap-4 py-2.5 text-sm">
              <dt>{row.text}</dt>
              <dd class="flex shrink-0 gap-1">
                <For each={row.keys}>
                  {(key) => (
                    <kbd class="rounded-md border border-line bg-subtle px-2 py-0.5 font-sans text-xs">
                      {key}
                    </kbd>
                  )}
                </For>
              </dd>
            </div>
          )}
        </For>
      </dl>
    </Dialog>
  );
}
