import type { Database } from "../../platform/db/client.ts";
import type { SealedSecrets } from "../../platform/sealed-secrets.ts";
import type { UsualPort } from "../local/usual-ports.ts";
import type { ServerProvider } from "../provider.ts";
import type { Connection } from "./connection.ts";

/** What use-cases of connections depend on. */
export interface ConnectionServices {
  db: Database;
  sealed: SealedSecrets;
  /** The connections of the server's settings, which cannot be changed here. */
  configured: readonly Connection[];
  /** The default model of the server's settings. */
  settingsModel: string;
  /** Opens a connection for a test, without using it for replies. */
  open(connection: Connection): ServerProvider;
  /** Where to look for model servers on this machine; empty in production. */
  localPorts: readonly UsualPort[];
}

/** The names of the connections in the server's settings. */
export function takenNames({ configured }: Pick<ConnectionServices, "configured">) {
  return new Set(configured.map(({ id }) => id));
}
