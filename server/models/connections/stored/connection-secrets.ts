import { z } from "zod";
import { apiKeySchema, connectionHeadersSchema } from "../../../../shared/connections.ts";
import { parseJson } from "../../../platform/narrow.ts";
import type { SealedSecrets } from "../../../platform/sealed-secrets.ts";

const secretsSchema = z.object({
  apiKey: apiKeySchema.nullable(),
  /** Gateways may take keys in headers. */
  headers: connectionHeadersSchema,
});

/** The secret fields of a connection. */
export type ConnectionSecrets = z.infer<typeof secretsSchema>;

/** Encrypts a connection's secrets for its row alone. */
export function sealConnection(
  sealed: SealedSecrets,
  id: string,
  secrets: ConnectionSecrets,
): string {
  return sealed.seal(JSON.stringify(secrets), placeOf(id));
}

/**
 * @returns null when the server's secret is not the one they were encrypted with, or they cannot be
 *   sent as they are
 */
export function openSealedConnection(
  sealed: SealedSecrets,
  { id, sealed: text }: { id: string; sealed: string },
): ConnectionSecrets | null {
  const opened = sealed.open(text, placeOf(id));
  return opened === null ? null : (secretsSchema.safeParse(parseJson(opened)).data ?? null);
}

function placeOf(id: string): string {
  return `connection ${id}`;
}
