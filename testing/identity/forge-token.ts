import {
  decodeJwt,
  generateKeyPair,
  importJWK,
  type JWTPayload,
  SignJWT,
  UnsecuredJWT,
} from "jose";
import type { ProviderAnswer, TestIdentityProvider } from "./identity-provider.ts";

/** How an ID token is signed: by the provider's key, by a foreign one with its name, or not. */
export type Signature = "own" | "foreign" | "none" | "secret";

/** Makes a provider hand out another ID token than its own. */
export function forgeTokens(
  provider: TestIdentityProvider,
  change: (claims: JWTPayload) => JWTPayload,
  signature: Signature = "own",
): void {
  provider.behaviour.change = async (context) => {
    const answer = answerOf(context);
    if (!answer) return;
    const claims = change(decodeJwt(answer.id_token));
    context.body = { ...answer, id_token: await sign(provider, claims, signature) };
  };
}

function answerOf({ path, body }: ProviderAnswer): { id_token: string } | null {
  if (path !== "/token" || typeof body !== "object" || body === null) return null;
  return "id_token" in body && typeof body.id_token === "string"
    ? { ...body, id_token: body.id_token }
    : null;
}

async function sign(
  { key, clientSecret }: TestIdentityProvider,
  claims: JWTPayload,
  signature: Signature,
): Promise<string> {
  if (signature === "none") return new UnsecuredJWT(claims).encode();
  const token = new SignJWT(claims);
  const { kid = "" } = key;
  if (signature === "secret")
    return token
      .setProtectedHeader({ alg: "HS256", kid })
      .sign(new TextEncoder().encode(clientSecret));
  const foreign = signature === "foreign" ? (await generateKeyPair("RS256")).privateKey : null;
  return token
    .setProtectedHeader({ alg: "RS256", kid })
    .sign(foreign ?? (await importJWK(key, "RS256")));
}
