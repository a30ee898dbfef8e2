import type { Logger } from "../../../platform/log.ts";
import type { SealedSecrets } from "../../../platform/sealed-secrets.ts";
import { usualAddresses } from "../../ai-sdk/kinds.ts";
import type { Connection } from "../connection.ts";
import { openSealedConnection } from "./connection-secrets.ts";
import type { StoredConnection, UnusableConnection } from "./stored-connections.ts";

/** A connection whose secrets or settings cannot be read here. */
export interface LockedConnection extends Pick<Connection, "id"> {
  isLocked: true;
}

/** A stored connection with its secrets, ready to be called. */
export function openStored(
  { sealed, log }: { sealed: SealedSecrets; log: Pick<Logger, "error"> },
  stored: StoredConnection | UnusableConnection,
): Connection | LockedConnection {
  const { id } = stored;
  if (!("sealed" in stored)) {
    log.error({ connection: id }, "a later version has made this connection: not used here");
    return { id, isLocked: true };
  }
  const { kind, models, access, maxConcurrent } = stored;
  const secrets = openSealedConnection(sealed, stored);
  if (!secrets) {
    log.error(
      { connection: id },
      "its key cannot be read, for example after a change of the server's secret: enter it again",
    );
    return { id, isLocked: true };
  }
  return {
    ...secrets,
    id,
    kind,
    baseUrl: addressToCall(stored),
    models: models && models.map((name) => ({ name })),
    access,
    maxConcurrent,
  };
}

/** The written address, or else the service's own. */
export function addressToCall({
  kind,
  baseUrl,
}: Pick<StoredConnection, "kind" | "baseUrl">): string {
  return baseUrl ?? (kind === "openai-chat" ? "" : usualAddresses[kind]);
}
