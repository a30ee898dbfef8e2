import type { Plugin } from "vite";

/** Replaces a worker that a build has left in the browser, and ends itself. */
const retiring = `
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(retire()));
async function retire() {
  for (const name of await caches.keys()) await caches.delete(name);
  await registration.unregister();
}
`;

/**
 * In development there is no service worker, since it would only stand between the sources and the
 * page. One of a build that ran at the same address before is removed.
 */
export function retireInDev(): Plugin {
  return {
    name: "chatkit-retire-worker",
    apply: "serve",
    configureServer({ middlewares, config }) {
      middlewares.use(`${config.base}sw.js`, (_, response) => {
        response.setHeader("content-type", "text/javascript");
        response.setHeader("cache-control", "no-cache");
        response.end(retiring);
      });
    },
  };
}
