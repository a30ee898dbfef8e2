import type { ConnectionInput } from "../../../../shared/connections.ts";
import type { ServerProvider } from "../../provider.ts";
import type { ConnectionServices } from "../connection-services.ts";
import { completeSecrets } from "./complete-secrets.ts";
import { findStored } from "./find-stored.ts";
import { addressToCall } from "./open-stored.ts";

/** An unsaved connection, and whether omitted secrets are those of the stored one. */
export interface ConnectionDraft {
  connection: ConnectionInput;
  isStored: boolean;
}

/**
 * Opens an unsaved connection for a test.
 *
 * @throws RequestError `not_found`; `invalid_input` when a secret is missing
 */
export async function openDraft(
  services: ConnectionServices,
  { connection, isStored }: ConnectionDraft,
): Promise<ServerProvider> {
  const before = isStored ? await findStored(services.db, connection.id) : null;
  const secrets = completeSecrets(services.sealed, connection, before);
  const { id, kind } = connection;
  const baseUrl = addressToCall(connection);
  return services.open({ ...secrets, id, kind, baseUrl, models: null, access: "admins" });
}
