import type { Sql } from "postgres";
import { createThreadArchive } from "../chat/threads/thread-archive.ts";
import { type ModelSources, openSources } from "../models/choose-provider.ts";
import type { CircuitBoard } from "../models/circuits/circuit-board.ts";
import type { ConnectionSlots } from "../models/slots/connection-slots.ts";
import { keepModelFacts } from "../models/keep-model-facts.ts";
import type { ProviderMetrics } from "../models/measure-provider.ts";
import type { Logger } from "../platform/log.ts";
import type { Config } from "./config.ts";

/** The parts of a node that the provider needs. */
interface ProviderPlatform {
  sql: Sql;
  log: Logger;
  metrics: ProviderMetrics;
  circuits: CircuitBoard;
  slots: ConnectionSlots;
}

/** Opens the configured model sources with the model facts stored in the database. */
export function openProviderSources(
  opening: AsyncDisposableStack,
  { provider }: Pick<Config, "provider">,
  { sql, log, metrics, circuits, slots }: ProviderPlatform,
): ModelSources {
  const threads = createThreadArchive(sql);
  const factsOf = (serverKey: string) => keepModelFacts({ sql, log }, serverKey);
  return opening.use(openSources(provider, { threads, metrics, factsOf, circuits, slots }));
}
