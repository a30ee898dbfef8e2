import { z } from "zod";
import type { IdentityProvider } from "../people/identities/identity-provider.ts";
import type { Env } from "./config.ts";

/** Longest picture of a provider, in characters: it is part of the answer to every visitor. */
const mostIconLength = 16_384;

/** Plain HTTP is for a provider on this machine, which no network is between. */
const loopback = /^(localhost|127\.[\d.]+|\[::1\])$/;

const issuerSchema = z.string().refine((value) => {
  const url = URL.parse(value);
  if (!url || url.search !== "" || url.hash !== "" || url.username !== "") return false;
  return url.protocol === "https:" || (url.protocol === "http:" && loopback.test(url.hostname));
}, "has to be an address that begins with https://, or with http:// on this machine");

const providerIdSchema = z
  .string()
  .regex(/^[a-z\d][a-z\d-]{0,31}$/, "has to be up to 32 small letters, digits and -");

const providerSchema = z.strictObject({
  name: z.string().trim().min(1).max(60).describe("What people see it called."),
  icon: z
    .string()
    .max(mostIconLength, `has to be at most ${mostIconLength} characters long`)
    .regex(
      /^data:image\/(png|webp|svg\+xml);base64,[A-Za-z\d+/]+=*$/,
      "has to be a PNG, WebP or SVG picture that begins with data:image/ and is in Base64",
    )
    .optional()
    .describe("A picture for its button, as a `data:` URL. None if left out."),
  issuer: issuerSchema.describe(
    "Its issuer identifier, exactly as the provider states it, such as `https://login.example.org/realms/main`.",
  ),
  clientId: z.string().min(1).max(300).describe("What the provider calls this server."),
  clientSecretEnv: z
    .string()
    .regex(/^[A-Za-z_]\w*$/, "has to be the name of an environment variable")
    .describe(
      "The environment variable that holds the client secret. The secret itself stays out of this file.",
    ),
  scopes: z
    .array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/, "has to be a scope"))
    .max(20)
    .optional()
    .describe("What to ask for besides `openid`; `email` and `profile` if left out."),
  trustsEmail: z
    .boolean()
    .optional()
    .describe(
      "Whether an address that the provider confirms connects it to the account that has confirmed the same address. Only for a provider that nobody can make confirm the address of another person. `false` if left out.",
    ),
});

/** The part of the `CHATKIT_CONFIG` file about signing in. */
export const signInSchema = z.strictObject({
  providers: z
    .record(providerIdSchema, providerSchema)
    .refine((providers) => Object.keys(providers).length <= 20, "has to hold at most 20 providers")
    .describe(
      "OpenID Connect providers by id. The redirect URI of each is `PUBLIC_URL`, `BASE_PATH` and `/oidc/<id>/callback`.",
    ),
});

/**
 * The identity providers of the file, in its order, and its problems.
 *
 * @param env has the secrets that the file names
 */
export function readIdentityProviders(
  written: z.infer<typeof signInSchema> | undefined,
  env: Env,
): { identityProviders: IdentityProvider[]; problems: string[] } {
  const problems: string[] = [];
  const entries = Object.entries(written?.providers ?? {});
  const identityProviders = entries.map(([id, provider]): IdentityProvider => {
    const { name, icon = null, issuer, clientId, clientSecretEnv, trustsEmail = false } = provider;
    const clientSecret = env[clientSecretEnv]?.trim() ?? "";
    const at = `signIn.providers.${id}`;
    if (clientSecret === "")
      problems.push(`${at}.clientSecretEnv: the variable ${clientSecretEnv} is not set`);
    if (entries.filter((each) => each[1].issuer === issuer).length > 1)
      problems.push(`${at}.issuer: is that of two providers`);
    const scopes = provider.scopes ?? ["email", "profile"];
    return { id, name, icon, issuer, clientId, clientSecret, scopes, trustsEmail };
  });
  if (entries.length > 0 && env["NODE_ENV"] === "production" && !env["PUBLIC_URL"])
    problems.push("signIn.providers: need PUBLIC_URL, to which they send people back");
  return { identityProviders, problems };
}
