import { registerRoute } from "workbox-routing";
import { isServerPath } from "../../shared/server-paths.ts";
import { networkFirst } from "./network-first.ts";

/**
 * Answers with the app's page when one of its addresses is opened without a network. With one the
 * page is the server's, so that no reload brings an older build than the server's.
 * What the server answers itself is left to the browser.
 *
 * @param base the path that the app is below
 */
export function answerPages(base: string): void {
  registerRoute(
    ({ request, sameOrigin, url }) =>
      sameOrigin && request.mode === "navigate" && !isServerPath(url.pathname.slice(base.length)),
    networkFirst(`${base}/index.html`),
  );
}
