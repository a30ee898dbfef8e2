import type { BrowserContext, Page } from "playwright";

/** Faults that no page may ever have, in any journey. */
export interface PageWatch {
  /** All faults so far, as sentences. */
  readonly faults: readonly string[];
}

/**
 * Watches all pages of a context: uncaught errors, dialogs, requests to other origins and
 * violations of the content security policy are faults.
 */
export function watchPages(context: BrowserContext, origin: string): PageWatch {
  const faults: string[] = [];
  const allowed = new Set([origin, origin.replace(/^http/, "ws")]);
  const check = (what: string, url: string) => {
    const target = URL.parse(url);
    const isLocal = target?.protocol === "data:" || target?.protocol === "blob:";
    if (!isLocal && !allowed.has(target?.origin ?? "")) faults.push(`${what} to ${url}`);
  };
  const watch = (page: Page) => {
    page.on("pageerror", (error) => faults.push(`uncaught ${error.stack ?? error.message}`));
    page.on("dialog", (dialog) => {
      faults.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("websocket", (socket) => check("a socket", socket.url()));
    page.on("console", (message) => {
      const text = message.text();
      if (/content security policy/i.test(text)) faults.push(`policy: ${text}`);
    });
  };
  context.on("page", watch);
  context.on("request", (request) => check("a request", request.url()));
  return { faults };
}
