import postgres, { type Sql } from "postgres";
import type { App } from "../../server/app/app.ts";
import type { Config } from "../../server/app/config.ts";
import type { IdentityProvider } from "../../server/people/identities/identity-provider.ts";
import type { Browser } from "../server/browser.ts";
import { startTestApp, type TestAppOptions } from "../server/start-test-app.ts";
import { startIdentityProvider, type TestIdentityProvider } from "./identity-provider.ts";
import { ProviderVisitor } from "./walk-through.ts";

/** Where the server's settings say that browsers reach it; tests call its nodes directly. */
export const publicOrigin = "http://chat.example.test";

/** Two real providers, and two nodes of one server that know both. */
export interface IdentityStage extends AsyncDisposable {
  /** Trusted for confirmed addresses. */
  company: TestIdentityProvider;
  /** Not trusted for addresses. */
  club: TestIdentityProvider;
  app: App;
  other: App;
  sql: Sql;
  settings: Partial<Config>;
}

/** Starts the stage. */
export async function startIdentityStage(
  options: Omit<TestAppOptions, "config"> & { config?: Partial<Config> } = {},
): Promise<IdentityStage> {
  await using opening = new AsyncDisposableStack();
  const redirectUri = (id: string) => `${publicOrigin}/oidc/${id}/callback`;
  const company = opening.use(await startIdentityProvider({ redirectUri: redirectUri("company") }));
  const club = opening.use(await startIdentityProvider({ redirectUri: redirectUri("club") }));
  const settings: Partial<Config> = {
    role: "web",
    logLevel: "silent",
    publicOrigin,
    identityProviders: [
      settingsOf("company", company, { trustsEmail: true }),
      settingsOf("club", club),
    ],
    ...options.config,
  };
  const app = opening.use(await startTestApp({ ...options, config: settings }));
  const { databaseUrl } = app;
  const other = opening.use(await startTestApp({ ...options, databaseUrl, config: settings }));
  const sql = postgres(databaseUrl, { max: 2, onnotice: () => {} });
  opening.defer(() => sql.end());
  const opened = opening.move();
  return {
    company,
    club,
    app,
    other,
    sql,
    settings,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

/** The settings of a provider. */
export function settingsOf(
  id: string,
  { issuer, clientId, clientSecret }: TestIdentityProvider,
  given: Partial<IdentityProvider> = {},
): IdentityProvider {
  return {
    id,
    name: `The ${id}`,
    icon: null,
    issuer,
    clientId,
    clientSecret,
    scopes: ["email", "profile"],
    trustsEmail: false,
    ...given,
  };
}

/** Begins to sign in, and goes to the provider as a person. @returns the path to come back to */
export async function goToProvider(
  browser: Browser,
  provider: string,
  login: string,
): Promise<string> {
  const { url } = await browser.api.identities.begin.mutate({ provider });
  return comeBack(await new ProviderVisitor().signIn(url, login));
}

/** The path and query of an address that a provider sends a browser back to. */
export function comeBack({ origin, pathname, search }: URL): string {
  if (origin !== publicOrigin) throw new Error(`Sent to ${origin}.`);
  return pathname + search;
}

/** Signs in with a provider. @returns where the server sends the browser */
export async function signInWith(
  browser: Browser,
  provider: string,
  login: string,
): Promise<string | null> {
  const path = await goToProvider(browser, provider, login);
  return (await browser.open(path)).headers.get("location");
}
