import type { Database } from "../../platform/db/client.ts";
import type { SealedSecrets } from "../../platform/sealed-secrets.ts";
import type { ServerProvider } from "../provider.ts";
import type { Connection } from "./connection.ts";

/** What use-cases of connections need of a node. */
export interface ConnectionServices {
  db: Database;
  sealed: SealedSecrets;
  /** Those of the server's settings, which cannot be changed here. */
  configured: readonly Connection[];
  /** The model of workflows that name none. */
  defaultModel(): Promise<string>;
  /** Opens one that is not in use, to try it. */
  open(connection: Connection): ServerProvider;
}

/** The names that the server's settings have taken. */
export function takenNames({ configured }: Pick<ConnectionServices, "configured">) {
  return new Set(configured.map(({ id }) => id));
}
