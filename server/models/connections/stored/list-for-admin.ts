import type { ConnectionForAdmin } from "../../../../shared/connections.ts";
import type { SealedSecrets } from "../../../platform/sealed-secrets.ts";
import type { Connection } from "../connection.ts";
import { openSealedConnection } from "./connection-secrets.ts";
import type { StoredConnection } from "./stored-connections.ts";

/** An address without its user name and password, which settings may have. */
function withoutPassword(address: string): string {
  const url = new URL(address);
  if (url.username === "" && url.password === "") return address;
  url.username = "";
  url.password = "";
  return url.href;
}

/** A connection of the settings, as admins see it. */
export function configuredForAdmin(connection: Connection): ConnectionForAdmin {
  const { id, kind, baseUrl, models, apiKey, headers, access, maxConcurrent = null } = connection;
  return {
    id,
    kind,
    baseUrl: withoutPassword(baseUrl),
    hasKey: apiKey !== null,
    headerNames: Object.keys(headers),
    models: models && models.map(({ name }) => name),
    access,
    maxConcurrent,
    revision: null,
    state: "ok",
  };
}

/** A connection that an admin has made, as all admins see it. */
export function storedForAdmin(
  { sealed, configured }: { sealed: SealedSecrets; configured: ReadonlySet<string> },
  stored: StoredConnection,
): ConnectionForAdmin {
  const { id, kind, baseUrl, models, access, maxConcurrent, revision } = stored;
  const secrets = openSealedConnection(sealed, stored);
  return {
    id,
    kind,
    baseUrl,
    hasKey: secrets ? secrets.apiKey !== null : false,
    headerNames: Object.keys(secrets?.headers ?? {}),
    models,
    access,
    maxConcurrent,
    revision,
    state: stateOf(secrets !== null, configured.has(id)),
  };
}

function stateOf(isOpen: boolean, isTaken: boolean): ConnectionForAdmin["state"] {
  if (isTaken) return "shadowed";
  return isOpen ? "ok" : "locked";
}
