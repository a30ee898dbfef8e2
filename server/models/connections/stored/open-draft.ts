import type { ConnectionInput } from "../../../../shared/connections.ts";
import type { ServerProvider } from "../../provider.ts";
import type { ConnectionServices } from "../connection-services.ts";
import { completeSecrets } from "./complete-secrets.ts";
import { findStored } from "./find-stored.ts";
import { addressToCall } from "./open-stored.ts";

/** A connection that is being written, and whether secrets that it leaves out are those of a stored one. */
export interface ConnectionDraft {
  connection: ConnectionInput;
  isStored: boolean;
}

/**
 * Opens a connection as an admin has written it so far, to try it before it is saved.
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
  return services.open({ ...secrets, id, kind, baseUrl, models: null });
}
