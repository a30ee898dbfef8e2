import type { Sql } from "postgres";
import type { FinalChunk } from "../../../shared/generation-event.ts";
import type { FinalStatus } from "../../../shared/generation-status.ts";
import type { Part } from "../../../shared/parts.ts";
import type { GenerationError } from "../../../shared/message.ts";
import type { Logger } from "../../platform/log.ts";
import {
  type Provider,
  ProviderError,
  type ProviderRequest,
  type ReplyEnd,
} from "../../models/provider.ts";
import type { ChunkFlusher } from "./chunk-flusher.ts";
import type { Chunk } from "./chunk-log.ts";
import { createContinuationSink } from "./continuation-sink.ts";
import { createPartSink, type PartSink, type PartSinkOptions } from "./part-sink.ts";
import { type ChunkWriter, WriterAborted } from "./chunk-writer.ts";
import { type ClaimedGeneration, claimGeneration, releaseGeneration } from "./claim-generation.ts";
import { endWithoutProvider } from "./end-without-provider.ts";
import { finishGeneration, type FinishDeps } from "./finish-generation.ts";
import { loadProjectFiles } from "../attachments/load-files.ts";
import { loadBrief } from "./load-brief.ts";
import type { VersionMemory } from "../../assistants/workflows/version-memory.ts";
import {
  type Conversation,
  loadConversation,
  newestTurns,
  withoutFiles,
} from "./load-conversation.ts";
import { untilDatabaseAnswers } from "./until-database-answers.ts";
import { turnsToReplyAgain } from "./reply-again.ts";
import { type ReplyTrace, traceReply } from "./trace-reply.ts";
import { viewNotices } from "./view-notices.ts";
import type { WindowOf } from "../../models/context/context-windows.ts";

/** Dependencies of producing a reply. */
export interface GenerateDeps extends FinishDeps {
  sql: Sql;
  log: Logger;
  flusher: ChunkFlusher;
  provider: Provider;
  versions: VersionMemory;
  windowOf: WindowOf;
  /** Longest reply in bytes of UTF-8; a longer one is cut off. */
  mostReplyBytes: number;
}

/** Dead or hung workers after which a reply ends as `failed`: it may be what kills them. */
const mostFailedAttempts = 2;

/**
 * Produces one reply, from claim to durable end. Any failure of the provider ends in a `failed`
 * generation; only losing the claim ends silently.
 */
export async function generateReply(
  deps: GenerateDeps,
  generationId: string,
  waits?: PartSinkOptions["waits"],
): Promise<void> {
  const { tracer } = deps;
  const from = tracer.traceparent();
  const begunAt = performance.now();
  const claim = await claimGeneration(deps.sql, deps.nodeId, generationId);
  if (!claim) return;
  await traceReply(tracer, { claim, from, begunAt }, (trace) =>
    produceReply(deps, claim, { waits, trace }),
  );
}

/** What watches an attempt. */
interface Watching {
  waits: PartSinkOptions["waits"];
  trace: ReplyTrace;
}

/** Writes the reply that this node has claimed, up to its durable end. */
async function produceReply(
  deps: GenerateDeps,
  claim: ClaimedGeneration,
  { waits, trace }: Watching,
): Promise<void> {
  const { id: generationId, attempt } = claim;
  const logOf: LogOf = async (model) =>
    deps.log.child({ generationId, attempt, provider: await nameOf(deps.provider, model) });
  const log = await logOf(claim.model);
  if (claim.attempt === 1) deps.metrics.queueWait.observe(claim.queuedSeconds);
  else {
    const after = claim.wasHandedOver ? "handover" : "loss";
    deps.metrics.takeovers.inc({ after });
    log.warn({ after }, "taken over");
    deps.publish(claim.id, [restartOf(claim)]);
  }
  if (claim.stopRequested || claim.failedAttempts >= mostFailedAttempts)
    return trace.ended(await endWithoutProvider(deps, claim));
  const { fence, lastSeq } = claim;
  const { flushed } = trace;
  const writer = deps.flusher.open({ generationId, fence, attempt, lastSeq, flushed });
  try {
    const prepared = await untilPrepared(deps, claim, writer);
    const end = prepared
      ? await writeReply(deps, prepared, { writer, claim, logOf, waits })
      : endOfFailure(null, writer, log);
    if (end === "handover") await releaseGeneration(deps, claim);
    else if (end === "fenced") deps.metrics.fenced.inc();
    const isEnded = typeof end === "string" || (await finish(deps, { claim, writer, final: end }));
    trace.ended(isEnded ? end : "fenced");
  } finally {
    deps.flusher.close(writer);
  }
}

/** The log of one reply, with the provider of the model that writes it. */
type LogOf = (model: string) => Promise<Logger>;

/** The name of the provider of a model. The log can do without it while the database does not answer. */
async function nameOf(provider: Provider, model: string): Promise<string> {
  const name = await provider.nameFor?.(model).catch(() => undefined);
  return name ?? provider.name;
}

/** The chunk with which the claim has told readers to discard the previous attempt. */
function restartOf({ lastSeq: seq, attempt, continues }: ClaimedGeneration): Chunk {
  const body = continues ? JSON.stringify(continues.keep) : "";
  return { seq, attempt, kind: "restart", body, event: null };
}

/** One reply that is being written. */
interface Writing {
  writer: ChunkWriter;
  claim: ClaimedGeneration;
  logOf: LogOf;
  waits: PartSinkOptions["waits"];
}

/** Writes the reply, up to the longest reply. */
async function writeReply(
  { provider, mostReplyBytes }: GenerateDeps,
  { request, conversation }: Prepared,
  { writer, claim, logOf, waits }: Writing,
): Promise<FinalChunk | "handover" | "fenced"> {
  const options = { mostBytes: mostReplyBytes, ...(waits ? { waits } : {}) };
  const sink = claim.continues
    ? createContinuationSink(writer, options, claim.continues.keep)
    : createPartSink(writer, {
        ...options,
        noticesOf: (view) => [...viewNotices(conversation, view), ...choiceNotice(claim)],
      });
  const end = await streamReply(provider, request, { writer, sink }).catch(async (error: unknown) =>
    endOfFailure(error, writer, await logOf(sink.writtenBy ?? claim.model)),
  );
  const { writtenBy } = sink;
  return typeof end === "string" || writtenBy === null ? end : { ...end, model: writtenBy };
}

/** Says that the user's choice was unavailable, so that another model writes the reply. */
function choiceNotice({ model, asked }: ClaimedGeneration): Part[] {
  return asked === null ? [] : [{ kind: "substitute", model, asked, reason: "model_unavailable" }];
}

/** Streams the provider's text into the log. Throws what the provider throws. */
async function streamReply(
  provider: Provider,
  request: ProviderRequest,
  { writer, sink }: { writer: ChunkWriter; sink: PartSink },
): Promise<FinalChunk> {
  let end: ReplyEnd = { usage: null, finishReason: "length" };
  try {
    end = await provider.stream(request, sink);
  } catch (error) {
    if (!sink.isFull) throw error;
  } finally {
    sink.end();
  }
  writer.signal.throwIfAborted();
  const { usage, finishReason } = end;
  const final = { type: "final" as const, status: "completed" as const, error: null, usage };
  return finishReason === null ? final : { ...final, finishReason };
}

/** A request, and the conversation that it is made from. */
interface Prepared {
  request: ProviderRequest;
  conversation: Conversation;
}

/**
 * Builds the request. Only the database can fail here. It is retried while the lease is renewed,
 * because another attempt would fare no better. Null when the writer was aborted meanwhile.
 */
async function untilPrepared(
  deps: GenerateDeps,
  claim: ClaimedGeneration,
  writer: ChunkWriter,
): Promise<Prepared | null> {
  const log = deps.log.child({ generationId: claim.id });
  const prepared = await untilDatabaseAnswers({ log, what: "request not prepared" }, () =>
    writer.signal.aborted ? Promise.resolve(null) : prepare(deps, claim, writer),
  );
  return writer.signal.aborted ? null : prepared;
}

/**
 * Reads what the request needs. A stop between the claim and the writer's creation had no writer to
 * abort, so check for it here.
 */
async function prepare(
  deps: GenerateDeps,
  claim: ClaimedGeneration,
  writer: ChunkWriter,
): Promise<Prepared> {
  const { model, effort } = claim;
  const [loaded, loadedBrief, window, continues] = await Promise.all([
    loadConversation(deps.sql, claim),
    loadBrief(deps, claim),
    deps.windowOf(model),
    claim.continues ? loadText(deps.sql, claim.messageId) : null,
  ]);
  const { maxTurns, stopRequested, again, projectId, takesFiles, ...brief } = loadedBrief;
  if (stopRequested) writer.abort("stop");
  const files = projectId === null ? [] : await loadProjectFiles(deps.sql, projectId);
  const shown = takesFiles ? loaded : withoutFiles(loaded);
  const conversation = maxTurns === null ? shown : newestTurns(shown, maxTurns);
  const { turns, summary, shownFrom } = conversation;
  const request = {
    ...brief,
    model,
    effort,
    turns: again === null ? turns : turnsToReplyAgain(turns, again, window),
    shownFrom,
    purpose: "reply" as const,
    ...(files.length > 0 ? { background: { notes: [], ...brief.background, files } } : {}),
    ...(summary === null ? {} : { summary }),
    ...(window === null ? {} : { contextWindow: window }),
    ...(continues === null ? {} : { continues }),
  };
  return { request, conversation };
}

/** The text of a reply before it was continued. */
async function loadText(sql: Sql, messageId: string): Promise<string | null> {
  const [message] = await sql<{ text: string }[]>`
    select text from messages where id = ${messageId}`;
  return message?.text ?? null;
}

/** How a reply whose stream threw ends, or why this worker may no longer end it. */
function endOfFailure(
  error: unknown,
  writer: ChunkWriter,
  log: Logger,
): FinalChunk | "handover" | "fenced" {
  const reason: unknown = writer.signal.aborted ? writer.signal.reason : error;
  if (reason instanceof WriterAborted) {
    log.info({ reason: reason.end }, "writer ended");
    return reason.end === "stop" ? finalChunk("stopped") : reason.end;
  }
  if (reason instanceof ProviderError) {
    const { code, retryAfterMs } = reason;
    log.warn({ code, reason: reason.message }, "provider failed");
    return finalChunk("failed", retryAfterMs === undefined ? { code } : { code, retryAfterMs });
  }
  log.error({ err: reason }, "generation failed");
  return finalChunk("failed", { code: "internal" });
}

function finalChunk(status: FinalStatus, error: GenerationError | null = null): FinalChunk {
  return { type: "final", status, error, usage: null };
}

/** Resolves to false when the generation has another owner by now, or is gone. */
async function finish(
  deps: GenerateDeps,
  { claim, writer, final }: { claim: ClaimedGeneration; writer: ChunkWriter; final: FinalChunk },
): Promise<boolean> {
  const log = deps.log.child({ generationId: claim.id });
  const rest = await writer.end();
  const { lastSeq, committed } = writer;
  const done = await untilDatabaseAnswers({ log, what: "end not written" }, () =>
    finishGeneration(deps, { ...claim, lastSeq, committed, rest, final }),
  );
  if (!done) log.warn("not ended: the generation has another owner or is gone");
  return done;
}
