import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  ClientSecretPost,
  clockTolerance,
  Configuration,
  customFetch,
  enableNonRepudiationChecks,
  fetchUserInfo,
  type ServerMetadata,
} from "openid-client";
import type { IdentityProviderView } from "../../../shared/identities.ts";
import type { AttemptSecrets } from "./attempt-secrets.ts";
import { boundedFetch } from "./bounded-fetch.ts";
import type { IdentityProvider } from "./identity-provider.ts";
import { ProviderFault } from "./provider-fault.ts";
import { ProviderMetadata } from "./provider-metadata.ts";
import { type Claims, claimsOf } from "./read-claims.ts";
import { toProviderFault } from "./to-provider-fault.ts";

/** How long a provider has, in milliseconds. */
export interface ProviderTimes {
  /** To say what it is. */
  discoveryMs: number;
  /** To answer all requests of one sign-in. */
  signInMs: number;
}

const usualTimes: ProviderTimes = { discoveryMs: 5_000, signInMs: 10_000 };

/** How much the clocks of a provider and this server may differ, in seconds. */
const clockSkewSeconds = 60;

interface Known {
  provider: IdentityProvider;
  metadata: ProviderMetadata;
}

/** The identity providers of the settings. None is asked anything before a person chooses it. */
export class IdentityProviders {
  readonly #known: ReadonlyMap<string, Known>;
  readonly #address: string;
  readonly #times: ProviderTimes;

  /** @param address where people reach this server, with its base path */
  constructor(
    providers: readonly IdentityProvider[],
    address: string,
    times: Partial<ProviderTimes> = {},
  ) {
    this.#times = { ...usualTimes, ...times };
    this.#address = address;
    this.#known = new Map(
      providers.map((provider) => [
        provider.id,
        { provider, metadata: new ProviderMetadata(provider, this.#times.discoveryMs) },
      ]),
    );
  }

  /** What visitors see of them. */
  list(): IdentityProviderView[] {
    return [...this.#known.values()].map(({ provider: { id, name, icon } }) => ({
      id,
      name,
      icon,
    }));
  }

  find(id: string): IdentityProvider | null {
    return this.#known.get(id)?.provider ?? null;
  }

  findByIssuer(issuer: string): IdentityProvider | null {
    const all = [...this.#known.values()];
    return all.find(({ provider }) => provider.issuer === issuer)?.provider ?? null;
  }

  /**
   * The address to send a browser to.
   *
   * @throws ProviderFault
   */
  async begin({ id }: IdentityProvider, secrets: AttemptSecrets): Promise<string> {
    const { provider, metadata } = this.#require(id);
    const parameters = {
      redirect_uri: this.#redirectUri(id),
      scope: ["openid", ...provider.scopes.filter((scope) => scope !== "openid")].join(" "),
      state: secrets.state,
      nonce: secrets.nonce,
      code_challenge: await calculatePKCECodeChallenge(secrets.codeVerifier),
      code_challenge_method: "S256",
    };
    try {
      const config = this.#configure(provider, await metadata.read());
      const url = buildAuthorizationUrl(config, parameters);
      // A browser goes there: an address such as `javascript:` would run in the app's page.
      if (url.protocol !== new URL(provider.issuer).protocol)
        throw new ProviderFault("untrusted", "its authorization endpoint is no such address");
      return url.href;
    } catch (error) {
      throw toProviderFault(error);
    }
  }

  /**
   * Exchanges the parameters that a browser came back with for what the provider says of the
   * person. Issuer, audience, nonce, signature and times are checked.
   *
   * @throws ProviderFault
   */
  async finish(
    { id }: IdentityProvider,
    parameters: URLSearchParams,
    secrets: AttemptSecrets,
  ): Promise<Claims> {
    const { provider, metadata } = this.#require(id);
    const config = this.#configure(provider, await metadata.read());
    const url = new URL(this.#redirectUri(id));
    url.search = parameters.toString();
    try {
      const tokens = await authorizationCodeGrant(config, url, {
        expectedState: secrets.state,
        expectedNonce: secrets.nonce,
        pkceCodeVerifier: secrets.codeVerifier,
        idTokenExpected: true,
      });
      const said = tokens.claims();
      const isWhole = said?.["email"] !== undefined && said["email_verified"] !== undefined;
      if (!said || isWhole || config.serverMetadata().userinfo_endpoint === undefined)
        return claimsOf(said ?? {});
      const { sub } = said;
      const { email, email_verified } = await fetchUserInfo(config, tokens.access_token, sub);
      return claimsOf({ sub, email, email_verified });
    } catch (error) {
      throw toProviderFault(error);
    }
  }

  #require(id: string): Known {
    const known = this.#known.get(id);
    if (!known) throw new Error("There is no such identity provider.");
    return known;
  }

  /** Each provider has a redirect URI of its own, against mix-up (RFC 9700, section 4.4.2). */
  #redirectUri(id: string): string {
    return `${this.#address}/oidc/${id}/callback`;
  }

  /** Of one sign-in alone, so that the keys are those of this moment. */
  #configure(
    { issuer, clientId, clientSecret }: IdentityProvider,
    metadata: ServerMetadata,
  ): Configuration {
    const methods = metadata.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
    const isPosted =
      methods.includes("client_secret_post") && !methods.includes("client_secret_basic");
    const authentication = isPosted
      ? ClientSecretPost(clientSecret)
      : ClientSecretBasic(clientSecret);
    const client = { client_secret: clientSecret, [clockTolerance]: clockSkewSeconds };
    const config = new Configuration(metadata, clientId, client, authentication);
    const deadline = AbortSignal.timeout(this.#times.signInMs);
    config[customFetch] = (url, options) => boundedFetch(url, options, deadline);
    // Without this, the signature of an ID token that comes over TLS would not be checked.
    enableNonRepudiationChecks(config);
    if (issuer.startsWith("http:")) allowInsecureRequests(config);
    return config;
  }
}
