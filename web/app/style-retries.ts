import { type Accessor, createEffect, onCleanup } from "solid-js";

/**
 * Retries style sheets that failed to load, each time `connected` becomes true. The bundler's
 * loader requests each only once, so a part of the app first needed offline would lack its styles.
 */
export function createStyleRetries(connected: Accessor<boolean>): void {
  const failed = new Set<HTMLLinkElement>();

  function onError({ target }: Event): void {
    if (target instanceof HTMLLinkElement && target.rel === "stylesheet") failed.add(target);
  }
  // Error events of resources do not bubble.
  document.addEventListener("error", onError, true);
  onCleanup(() => document.removeEventListener("error", onError, true));

  createEffect(() => {
    if (!connected()) return;
    for (const link of failed) link.replaceWith(link.cloneNode());
    failed.clear();
  });
}
