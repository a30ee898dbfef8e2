import type { ConnectionInput } from "../../../../shared/connections.ts";
import { RequestError } from "../../../platform/errors.ts";
import type { SealedSecrets } from "../../../platform/sealed-secrets.ts";
import { type ConnectionSecrets, openSealedConnection } from "./connection-secrets.ts";
import type { StoredConnection } from "./stored-connections.ts";

/**
 * The secrets of a connection that an admin has written: those that are left out are taken from what is
 * stored, if they are still sent to the same server.
 *
 * @param before as stored; null for a new connection
 * @throws RequestError `invalid_input`, naming the field, when a secret is missing
 */
export function completeSecrets(
  sealed: SealedSecrets,
  written: ConnectionInput,
  before: StoredConnection | null,
): ConnectionSecrets {
  const { apiKey, headers } = written;
  const kept = before ? keptSecrets(sealed, written, before) : { apiKey: null, headers: {} };
  const secrets = {
    apiKey: apiKey === undefined ? kept.apiKey : apiKey,
    headers: headers ?? kept.headers,
  };
  if (written.kind !== "openai-chat" && secrets.apiKey === null)
    throw missing("apiKey", "This service needs an API key.");
  return secrets;
}

function keptSecrets(
  sealed: SealedSecrets,
  written: ConnectionInput,
  before: StoredConnection,
): ConnectionSecrets {
  const { apiKey, headers } = written;
  const kept = openSealedConnection(sealed, before);
  if (kept === null && apiKey === undefined)
    throw missing(
      "apiKey",
      "The stored key was encrypted with another server secret. Enter it again.",
    );
  const none = { apiKey: null, headers: {} };
  if (kept === null || isSameServer(written, before)) return kept ?? none;
  // Otherwise an admin, who may not read the key, could have it sent to any server.
  if (apiKey === undefined && kept.apiKey !== null)
    throw missing("apiKey", "The address has changed. Enter the key for it.");
  if (headers === undefined && Object.keys(kept.headers).length > 0)
    throw missing("headers", "The address has changed. Enter the headers for it.");
  return none;
}

function isSameServer(
  written: Pick<StoredConnection, "kind" | "baseUrl">,
  before: Pick<StoredConnection, "kind" | "baseUrl">,
): boolean {
  return written.kind === before.kind && originOf(written) === originOf(before);
}

function originOf({ baseUrl }: Pick<StoredConnection, "baseUrl">): string | null {
  return baseUrl === null ? null : new URL(baseUrl).origin;
}

function missing(field: "apiKey" | "headers", message: string): RequestError {
  return new RequestError("invalid_input", message, { fields: [`connection.${field}`] });
}
