import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { exportJWK, generateKeyPair, type JWK } from "jose";
import { type Configuration, Provider } from "oidc-provider";

/** A person whom the provider knows; the login is also the subject. */
export interface KnownPerson {
  email?: string;
  isConfirmed?: boolean;
}

/** An answer of the provider. */
export interface ProviderAnswer {
  readonly path: string;
  /** The content type. */
  type: string;
  body: unknown;
}

/** What a provider does between two requests. */
export interface ProviderBehaviour {
  /** Changes an answer after the provider has made it. */
  change: ((answer: ProviderAnswer) => void | Promise<void>) | null;
  /** Holds every answer until it resolves. */
  hold: Promise<void> | null;
}

/** A real OpenID Connect provider (`oidc-provider`) on a port of its own. */
export interface TestIdentityProvider extends AsyncDisposable {
  issuer: string;
  clientId: string;
  clientSecret: string;
  people: Map<string, KnownPerson>;
  /** The key that signs ID tokens now, with its private part. */
  key: JWK;
  behaviour: ProviderBehaviour;
  /** Paths of the requests so far. */
  requests: string[];
  /** Sends browsers to this address alone from now on. */
  registerRedirectUri(redirectUri: string): Promise<void>;
  /** Signs with a new key from now on, and publishes the old one no more. */
  rotateKeys(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a provider with one client, and a page on which anyone signs in as anyone. */
export async function startIdentityProvider(options: {
  redirectUri: string;
  clientId?: string;
  port?: number;
}): Promise<TestIdentityProvider> {
  let answer: (request: IncomingMessage, response: ServerResponse) => void = () => {};
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("There is no port.");
  const issuer = `http://127.0.0.1:${address.port}`;
  const { clientId = "chatkit" } = options;
  const clientSecret = "a secret of the provider and the client";
  const client = { clientId, clientSecret, redirectUri: options.redirectUri };
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const running: TestIdentityProvider = {
    issuer,
    clientId,
    clientSecret,
    people: new Map(),
    key: await newSigningKey(),
    behaviour: { change: null, hold: null },
    requests: [],
    async registerRedirectUri(redirectUri) {
      client.redirectUri = redirectUri;
      restart();
    },
    async rotateKeys() {
      running.key = await newSigningKey();
      restart();
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
  // Codes and sessions outlive a change of the keys.
  const stored = new Map<string, unknown>();
  const restart = () => {
    const handle = createProvider(running, client, stored).callback();
    answer = (request, response) => void handle(request, response);
  };
  restart();
  return running;
}

async function newSigningKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const kid = crypto.randomUUID();
  return { ...(await exportJWK(privateKey)), kid, alg: "RS256", use: "sig" };
}

function createProvider(
  running: TestIdentityProvider,
  client: { clientId: string; clientSecret: string; redirectUri: string },
  stored: Map<string, unknown>,
): Provider {
  const configuration: Configuration = {
    adapter: adapterOver(stored),
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [client.redirectUri],
        response_types: ["code"],
        grant_types: ["authorization_code"],
      },
    ],
    jwks: { keys: [running.key] },
    cookies: { keys: ["a key of the provider's cookies"] },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    features: { devInteractions: { enabled: true } },
    ttl: {
      AccessToken: 600,
      Grant: 600,
      IdToken: 600,
      Interaction: 600,
      Session: 600,
    },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => {
        const { email, isConfirmed = true } = running.people.get(id) ?? {};
        return { sub: id, ...(email ? { email, email_verified: isConfirmed } : {}) };
      },
    }),
  };
  const provider = new Provider(running.issuer, configuration);
  provider.use(async (context, next) => {
    running.requests.push(context.path);
    await running.behaviour.hold;
    await next();
    // Its pages ask another server for fonts, which tests do without.
    if (typeof context.body === "string")
      context.body = context.body.replaceAll(/@import url\([^)]*\);?/g, "");
    await running.behaviour.change?.(context);
  });
  return provider;
}

/** Keeps everything in a map, as the provider's own does, but across restarts. */
function adapterOver(stored: Map<string, unknown>): NonNullable<Configuration["adapter"]> {
  return (name) => {
    const keyOf = (id: string) => `${name}:${id}`;
    return {
      async upsert(id, payload) {
        stored.set(keyOf(id), payload);
        if (payload.uid !== undefined) stored.set(`uid:${payload.uid}`, payload);
      },
      async find(id) {
        return read(stored, keyOf(id));
      },
      async findByUid(uid) {
        return read(stored, `uid:${uid}`);
      },
      async findByUserCode() {
        return undefined;
      },
      async destroy(id) {
        stored.delete(keyOf(id));
      },
      async consume(id) {
        stored.set(keyOf(id), { ...read(stored, keyOf(id)), consumed: Date.now() / 1_000 });
      },
      async revokeByGrantId() {},
    };
  };
}

function read(stored: Map<string, unknown>, key: string): Record<string, unknown> | undefined {
  const value = stored.get(key);
  return typeof value === "object" && value !== null ? { ...value } : undefined;
}
