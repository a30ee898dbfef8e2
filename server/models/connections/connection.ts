import type { Access } from "../../../shared/access.ts";
import type { ConnectionKind } from "../../../shared/connections.ts";
import type { Effort } from "../../../shared/effort.ts";
import type { DescribedModel } from "../listing/described-model.ts";

/** A model that the operator offers. Its traits override those that the server reports. */
export interface ConnectionModel extends DescribedModel {
  /** How long it can be asked to think, least first; omitted, its name decides. */
  efforts?: readonly Effort[] | undefined;
}

/** A model server configured by the operator. */
export interface Connection {
  /** The prefix of its models' names, such as `claude` in `claude/claude-sonnet-4-5`. */
  id: string;
  kind: ConnectionKind;
  /** Including the version. */
  baseUrl: string;
  /** Null for servers without authentication, such as Ollama. */
  apiKey: string | null;
  /** Additional headers, for example for a gateway. */
  headers: Readonly<Record<string, string>>;
  /** The models it offers, in this order; null offers those in the server's list. */
  models: readonly ConnectionModel[] | null;
  /** The most calls at once over all nodes; null or absent for any number. */
  maxConcurrent?: number | null;
  /** Who may use its models. */
  access: Access;
}

/** The id of the connection configured by environment variables. */
export const environmentConnectionId = "default";
