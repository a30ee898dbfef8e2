import { For, type JSX } from "solid-js";
import { Dialog, type DialogEnd } from "../ui/dialog.tsx";
import { keyboardMap, keysOf, rowsOf } from "./keyboard-map.ts";
import { useAppWords } from "./words/app-words.ts";

/** The list of keyboard shortcuts. */
export function ShortcutsDialog(props: DialogEnd): JSX.Element {
  const w = useAppWords();
  const keyboard = () => ({
    isMac: /mac|iphone|ipad/i.test(navigator.platform),
    isRtl: document.documentElement.dir === "rtl",
    space: w("shortcuts.space"),
  });
  return (
    <Dialog
      title={w("shortcuts.title")}
      onClose={() => props.onClose()}
      onClosed={() => props.onClosed()}
    >
      <For each={keyboardMap}>
        {({ group, shortcuts }) => (
          <section>
            <h3 class="pt-3 text-sm font-semibold">{w(`shortcuts.group.${group}`)}</h3>
            <dl class="divide-y divide-line">
              <For each={rowsOf(shortcuts)}>
                {({ does, presses }) => (
                  <div class="flex items-center justify-between gap-4 py-2 text-sm">
                    <dt>{w(`shortcuts.${does}`)}</dt>
                    <dd class="flex flex-wrap justify-end gap-x-3 gap-y-1">
                      <For each={presses.flatMap((press) => [keysOf(press, keyboard()) ?? []])}>
                        {(keys) => <Keys keys={keys} />}
                      </For>
                    </dd>
                  </div>
                )}
              </For>
            </dl>
          </section>
        )}
      </For>
    </Dialog>
  );
}

function Keys(props: { keys: readonly string[] }): JSX.Element {
  return (
    <span class="flex gap-1 empty:hidden" dir="ltr">
      <For each={props.keys}>
        {(key) => (
          <kbd class="rounded-md border border-line bg-subtle px-2 py-0.5 font-sans text-xs whitespace-nowrap">
            {key}
          </kbd>
        )}
      </For>
    </span>
  );
}
