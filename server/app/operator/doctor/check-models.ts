import type { Connection } from "../../../models/connections/connection.ts";
import { openConnection } from "../../../models/connections/open-connection.ts";
import type { LockedConnection } from "../../../models/connections/stored/open-stored.ts";
import { listOfDraft } from "../../../models/connections/list-of-draft.ts";
import { noFacts } from "../../../models/model-facts.ts";
import type { CallSettings } from "../../../models/provider-settings.ts";
import { type Finding, fine, problem, warning } from "./finding.ts";

/**
 * Asks each connection's server for its list of models, all at once: that shows whether address and
 * key are right, and costs nothing.
 */
export async function checkModels(
  connections: readonly (Connection | LockedConnection)[],
  calls: CallSettings,
): Promise<Finding[]> {
  if (connections.length > 0)
    return Promise.all(connections.map((each) => checkConnection(each, calls)));
  return [
    warning(
      "models",
      "no model server is connected: the small built-in model answers",
      "set OPENAI_API_KEY or OPENAI_BASE_URL, or connect one on the admin page",
    ),
  ];
}

async function checkConnection(
  connection: Connection | LockedConnection,
  calls: CallSettings,
): Promise<Finding> {
  const about = `models ${connection.id}`;
  if ("isLocked" in connection) {
    const says = "its key cannot be read with this server's secret";
    return problem(about, says, "enter the key again on the admin page");
  }
  const { host } = new URL(connection.baseUrl);
  const { models, failure } = await listOfDraft(openToList(connection, calls));
  if (failure) {
    const says = `${host} does not answer as it should: ${failure.code}, ${failure.reason}`;
    return problem(about, says, adviceFor[failure.code] ?? "see the server's own log");
  }
  if (models.length > 0)
    return fine(about, `${host} lists ${models.length} model${models.length === 1 ? "" : "s"}`);
  if (connection.models !== null) return fine(about, `${host} answers, without a list of models`);
  const says = `${host} answers, but lists no models`;
  return warning(about, says, "name its models in the settings");
}

const adviceFor: Partial<Record<string, string>> = {
  provider_auth: "check the key",
  provider_unreachable: "check the address, and that this machine can reach it",
  provider_timeout: "check the address, and that this machine can reach it",
  provider_rate_limited: "the server limits its callers: try again later",
};

function openToList(connection: Connection, calls: CallSettings) {
  const timeouts = {
    firstByteMs: calls.firstByteTimeoutMs,
    idleMs: calls.idleTimeoutMs,
    totalMs: calls.totalTimeoutMs,
  };
  return openConnection(connection, {
    patience: { timeouts, retries: { max: 0, baseDelayMs: 0, maxDelayMs: 0 } },
    facts: { read: async () => noFacts, write: async () => {} },
    firstByte() {},
    effortsSaid: () => null,
  });
}
