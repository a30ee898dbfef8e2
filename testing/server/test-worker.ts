import type { Sql } from "postgres";
import type { FinalChunk, GenerationEvent } from "../../shared/generation-event.ts";
import type { Part } from "../../shared/parts.ts";
import { applyPartEvent, keepParts, partsOf, textOf } from "../../shared/apply-part-event.ts";
import { newId } from "../../shared/ids.ts";
import type { Database } from "../../server/platform/db/client.ts";
import { type Chunk, createChunkReader } from "../../server/chat/generation/chunk-log.ts";
import { ChunkFlusher } from "../../server/chat/generation/chunk-flusher.ts";
import { generateReply, type GenerateDeps } from "../../server/chat/generation/generate-reply.ts";
import { watchGeneration } from "../../server/chat/generation/watch-generation.ts";
import { createLog, type Logger } from "../../server/platform/log.ts";
import { createMetrics } from "../../server/platform/metrics/create-metrics.ts";
import { LogHub } from "../../server/platform/streams/log-hub.ts";
import { createVersionMemory } from "../../server/assistants/workflows/version-memory.ts";
import { createScriptedProvider, type ScriptedProvider } from "./scripted-provider.ts";
import type { Stage } from "./stage.ts";
import { noTracer } from "../../server/platform/tracing/tracer.ts";

/** What a reader has assembled so far. */
export interface Watched {
  text: string;
  parts: readonly Part[];
  attempt: number;
  final: FinalChunk | null;
}

/** The part of a node that writes replies, with a scripted provider. */
export interface TestWorker extends Disposable {
  deps: GenerateDeps;
  provider: ScriptedProvider;
  generations: LogHub<Chunk>;
  generate(generationId: string): Promise<void>;
  /** Watches through this node until `enough`, or until the end. */
  watch(generationId: string, enough?: (seen: Watched) => boolean): Promise<Watched>;
}

/** Starts a worker on a stage; `sql` and `db` may be versions that fail. */
export function startTestWorker(
  stage: Stage,
  {
    sql = stage.sql,
    db = stage.db,
    log = createLog(process.env["TEST_LOG_LEVEL"] ?? "silent"),
    mostReplyBytes = 1024 * 1024,
  }: { sql?: Sql; db?: Database; log?: Logger; mostReplyBytes?: number } = {},
): TestWorker {
  const nodeId = newId("authSession").slice(-8);
  const provider = createScriptedProvider();
  const generations = new LogHub(createChunkReader(stage.sql), (error) => {
    throw error;
  });
  const publish = (id: string, chunks: Chunk[]) => generations.publish(id, chunks);
  const metrics = createMetrics();
  const flusher = new ChunkFlusher({ sql, nodeId, log, metrics, publish });
  const { jobs, places, catalog, fallbacks } = stage;
  const deps = {
    db,
    sql,
    jobs,
    places,
    catalog,
    fallbacks,
    defaultModel: async () => "scripted",
    metrics,
    nodeId,
    publish,
    hasPush: true,
    tracer: noTracer,
    log,
    flusher,
    provider,
    versions: createVersionMemory(metrics),
    windowOf: async () => null,
    mostReplyBytes,
  };
  return {
    deps,
    provider,
    generations,
    generate: (id) => generateReply(deps, id),
    async watch(generationId, enough = () => false) {
      const seen: Watched = { text: "", parts: [], attempt: 0, final: null };
      const { userId } = stage;
      const stop = new AbortController();
      for await (const { event } of watchGeneration(
        { sql: stage.sql, generations, metrics },
        { generationId, userId, cursor: undefined, withParts: true },
        stop.signal,
      )) {
        applyEvent(seen, event);
        if (enough(seen)) break;
      }
      return seen;
    },
    [Symbol.dispose]: () => flusher.handOver(),
  };
}

/** Applies an event to a reader's state, as clients do. */
export function applyEvent(seen: Watched, event: GenerationEvent): void {
  switch (event.type) {
    case "snapshot":
      seen.text = event.text;
      seen.parts = partsOf({ text: event.text });
      seen.attempt = event.attempt;
      break;
    case "text":
    case "open":
    case "append":
    case "close":
    case "rethink":
    case "wait":
      seen.parts = applyPartEvent(seen.parts, event);
      seen.text = textOf(seen.parts);
      break;
    case "restart":
      seen.parts = event.keep ? keepParts(seen.parts, event.keep) : [];
      seen.text = textOf(seen.parts);
      seen.attempt = event.attempt;
      break;
    case "final":
      seen.final = event;
  }
}
