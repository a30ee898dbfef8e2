/// <reference lib="webworker" />
import { clientsClaim } from "workbox-core";
import { precache } from "workbox-precaching";
import { answerFiles } from "./answer-files.ts";
import { answerPages } from "./answer-pages.ts";
import { answerPushes } from "./on-push.ts";
import { shell } from "./app-files.ts";
import { baseOf } from "./worker-base.ts";
import { forgetPerson } from "./forget-person.ts";

/**
 * The worker behind all tabs of the app. It keeps the app's files, so that the app opens without a
 * network, and shows notifications; it sees what people write only where these show text.
 *
 * A new build's worker takes over at once. That is safe: pages come from the network whenever they
 * can, files have a hash in their name, and those that open tabs of older builds have loaded stay.
 */
declare const self: ServiceWorkerGlobalScope;

void self.skipWaiting();
clientsClaim();
const base = baseOf(self.location);
precache(shell.map((file) => ({ ...file, url: base + file.url })));
answerPages(base);
answerPushes(self, base);
const { keepParts } = answerFiles(base);

self.addEventListener("message", (event) => {
  if (event.data?.type === "KEEP_PARTS") event.waitUntil(keepParts(event));
  if (event.data?.type === "TAKE_OVER") event.waitUntil(self.clients.claim());
  if (event.data?.type === "FORGET_PERSON") event.waitUntil(forgetPerson(self.registration));
});
