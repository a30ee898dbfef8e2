import { type Accessor, createSignal, onCleanup } from "solid-js";
import { composerFieldId } from "../ui/focus-composer.ts";
import type { ComposerFiles } from "./composer-files.ts";

/**
 * Accepts files dropped or pasted anywhere on the page, for as long as the owner lives. Returns
 * whether files are being dragged over it, and may be dropped.
 */
export function createIncomingFiles(files: ComposerFiles): Accessor<boolean> {
  const allowed = () => files.room()?.enabled === true;
  listen("paste", (event) => {
    const pasted = event.clipboardData;
    if (!pasted || !allowed() || pasted.files.length === 0 || !isForComposer(event)) return;
    // Office programs add a picture of copied text.
    if (["text/plain", "text/html"].every((type) => pasted.types.includes(type))) return;
    event.preventDefault();
    files.add([...pasted.files]);
  });
  return createFileDrop(files, allowed);
}

function createFileDrop(files: ComposerFiles, allowed: () => boolean): Accessor<boolean> {
  /** Number of elements that the pointer is within: each is entered before its ancestor is left. */
  const [depth, setDepth] = createSignal(0);
  /** Whether something of this page is dragged, such as a picture. */
  let own = false;
  const step = (by: number) => (event: DragEvent) => {
    const transfer = event.dataTransfer;
    if (own || !transfer?.types.includes("Files")) return;
    // Otherwise the browser would open the file instead of the app.
    event.preventDefault();
    if (allowed()) files.prepare();
    else transfer.dropEffect = "none";
    setDepth((before) => Math.max(0, before + by));
  };
  listen("dragstart", () => (own = true));
  listen("dragend", () => (own = false));
  listen("dragenter", step(1));
  listen("dragover", step(0));
  listen("dragleave", step(-1));
  listen("drop", (event) => {
    step(-depth())(event);
    if (!own) files.add([...(event.dataTransfer?.files ?? [])]);
  });
  return () => depth() > 0 && allowed();
}

/** Other fields keep what is pasted into them. */
function isForComposer({ target }: Event): boolean {
  const field = target instanceof Element ? target.closest("input, textarea, [role=dialog]") : null;
  return !field || field.id === composerFieldId;
}

function listen<Name extends keyof WindowEventMap>(
  name: Name,
  listener: (event: WindowEventMap[Name]) => void,
): void {
  window.addEventListener(name, listener);
  onCleanup(() => window.removeEventListener(name, listener));
}
