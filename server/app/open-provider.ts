import type { Sql } from "postgres";
import { createThreadArchive } from "../chat/threads/thread-archive.ts";
import { type ModelSources, openSources } from "../models/choose-provider.ts";
import type { CircuitBoard } from "../models/circuits/circuit-board.ts";
import type { ConnectionSlots } from "../models/slots/connection-slots.ts";
import { keepModelFacts } from "../models/keep-model-facts.ts";
import type { ProviderMetrics } from "../models/measure-provider.ts";
import type { Logger } from "../platform/log.ts";
import type { Tracer } from "../platform/tracing/tracer.ts";
import type { Config } from "./config.ts";

/** The parts of a node that the provider needs. */
interface ProviderPlatform {
  sql: Sql;
  log: Logger;
  metrics: ProviderMetrics;
  tracer: Tracer;
  circuits: CircuitBoard;
  slots: ConnectionSlots;
}

/** Opens the configured model sources with the model facts stored in the database. */
export function openProviderSources(
  opening: AsyncDisposableStack,
  { provider, telemetry: { tellsModels } }: Pick<Config, "provider" | "telemetry">,
  { sql, log, metrics, tracer, circuits, slots }: ProviderPlatform,
): ModelSources {
  const threads = createThreadArchive(sql);
  const factsOf = (serverKey: string) => keepModelFacts({ sql, log }, serverKey);
  const tracing = { tracer, tellsModels };
  const deps = { threads, metrics, factsOf, circuits, slots, tracing };
  return opening.use(openSources(provider, deps));
}
