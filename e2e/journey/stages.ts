import type { Browser } from "playwright";
import { launchBrowser } from "../browser.ts";
import { type Backstage, openBackstage } from "./backstage.ts";

/** Browsers and a server that journeys use one after the other, each as a new guest. */
export class Stages implements AsyncDisposable {
  readonly #resources = new AsyncDisposableStack();
  readonly #browsers = new Map<boolean, Browser>();
  readonly #name: string;
  #backstage: Backstage | undefined;

  /** @param name names the server's log in `test-results/` */
  constructor(name: string) {
    this.#name = name;
  }

  /** The whole Chromium or its headless shell. One that has crashed is replaced. */
  async browser(whole: boolean): Promise<Browser> {
    const running = this.#browsers.get(whole);
    if (running?.isConnected()) return running;
    const browser = await launchBrowser({ whole });
    this.#resources.defer(() => browser.close());
    this.#browsers.set(whole, browser);
    return browser;
  }

  /** A server without any settings of its own, and what is behind it. */
  async backstage(): Promise<Backstage> {
    this.#backstage ??= await openBackstage(this.#name, {}, this.#resources);
    return this.#backstage;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#resources.disposeAsync();
  }
}

/**
 * The stages of all files that this process runs, if it runs several: `share-stages.ts` opens
 * them. A file that runs alone opens its own.
 */
export const shared: { stages?: Stages } = {};
