import { allowInsecureRequests, customFetch, discovery, type ServerMetadata } from "openid-client";
import { boundedFetch } from "./bounded-fetch.ts";
import type { IdentityProvider } from "./identity-provider.ts";
import { ProviderFault } from "./provider-fault.ts";
import { toProviderFault } from "./to-provider-fault.ts";

/** How long what a provider says about itself is used, in milliseconds. */
const freshForMs = 60 * 60_000;

/** How long it is used when the provider does not say it again. */
const usableForMs = 24 * 60 * 60_000;

/** How long a provider is left alone after it has failed. */
const restMs = 5_000;

/** What a provider says about itself, asked when it is first needed, and once at a time. */
export class ProviderMetadata {
  readonly #provider: IdentityProvider;
  readonly #timeoutMs: number;
  #known: { metadata: ServerMetadata; at: number } | null = null;
  #failed: { fault: ProviderFault; at: number } | null = null;
  #asking: Promise<ServerMetadata> | null = null;

  /** @param timeoutMs longest wait for its answer */
  constructor(provider: IdentityProvider, timeoutMs: number) {
    this.#provider = provider;
    this.#timeoutMs = timeoutMs;
  }

  /** @throws ProviderFault */
  async read(): Promise<ServerMetadata> {
    const known = this.#known;
    if (known && Date.now() - known.at < freshForMs) return known.metadata;
    try {
      return await this.#ask();
    } catch (fault) {
      if (known && Date.now() - known.at < usableForMs) return known.metadata;
      throw fault;
    }
  }

  #ask(): Promise<ServerMetadata> {
    const failed = this.#failed;
    if (failed && Date.now() - failed.at < restMs) return Promise.reject(failed.fault);
    this.#asking ??= this.#discover().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  async #discover(): Promise<ServerMetadata> {
    try {
      const metadata = await this.#request();
      this.#known = { metadata, at: Date.now() };
      this.#failed = null;
      return metadata;
    } catch (error) {
      const fault = toProviderFault(error);
      this.#failed = { fault, at: Date.now() };
      throw fault;
    }
  }

  async #request(): Promise<ServerMetadata> {
    const { issuer, clientId } = this.#provider;
    const deadline = AbortSignal.timeout(this.#timeoutMs);
    const found = await discovery(new URL(issuer), clientId, undefined, undefined, {
      [customFetch]: (url, options) => boundedFetch(url, options, deadline),
      // The settings allow plain HTTP only within this machine.
      execute: issuer.startsWith("http:") ? [allowInsecureRequests] : [],
    });
    const metadata = found.serverMetadata();
    // Identifiers are compared character by character (OpenID Connect Discovery, section 4.3).
    if (metadata.issuer !== issuer)
      throw new ProviderFault(
        "untrusted",
        `its issuer is ${metadata.issuer.slice(0, 300)}, and not ${issuer} as in the settings`,
      );
    return { ...metadata };
  }
}
