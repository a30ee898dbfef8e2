import { onCleanup } from "solid-js";

/**
 * While the component lives, Ctrl+P and Cmd+P print the messages after `prepare`. A browser's own
 * print command cannot wait for anything.
 */
export function makePrintKey(prepare: () => Promise<void>): void {
  const onKeyDown = (event: KeyboardEvent) => {
    const isPrint = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "p";
    if (!isPrint || event.shiftKey || event.altKey) return;
    event.preventDefault();
    // Without a connection, the loaded ones are printed.
    void prepare().then(printSoon, printSoon);
  };
  addEventListener("keydown", onKeyDown);
  onCleanup(() => removeEventListener("keydown", onKeyDown));
}

/** Long texts are rendered in slices between frames. */
async function printSoon(): Promise<void> {
  await nextFrame();
  await new Promise((resolve) => setTimeout(resolve));
  await nextFrame();
  print();
}

/** Resolves with the next frame. */
export function nextFrame(): Promise<unknown> {
  return new Promise(requestAnimationFrame);
}
