import { TRPCClientError } from "@trpc/client";
import type { AnyTRPCProcedure } from "@trpc/server";
import type { Sql } from "postgres";
import { unauthenticatedCode } from "../../server/api/http/websocket.ts";
import { appRouter } from "../../server/api/trpc/router.ts";
import type { Answer, RawSocket } from "./raw-socket.ts";
import { untilTrue } from "../until.ts";

/** One procedure of the router, as a raw call needs it. */
export interface ListedProcedure {
  path: string;
  type: "query" | "mutation" | "subscription";
  hasInput: boolean;
  /** The client secrets that may call it, as declared; undefined when none may. */
  reach: string | undefined;
}

/** All procedures, read from the router itself. */
export function listProcedures(): ListedProcedure[] {
  return Object.entries<unknown>(appRouter["_def"].procedures).flatMap(([path, procedure]) => {
    if (!isProcedure(procedure)) return [];
    const { type, inputs, meta } = procedure["_def"];
    const hasInput = Array.isArray(inputs) && inputs.length > 0;
    return [{ path, type, hasInput, reach: meta?.reach }];
  });
}

function isProcedure(
  value: unknown,
): value is AnyTRPCProcedure & { _def: { inputs?: unknown; meta?: { reach?: string } } } {
  return typeof value === "function" && "_def" in value;
}

/**
 * Waits for how a call ends: its error, or null. A subscription that is accepted is stopped, at its
 * first event where requested.
 */
export async function outcomeOf(
  socket: RawSocket,
  id: number,
  { atFirstEvent = false } = {},
): Promise<Answer["error"] | null> {
  const next = () => socket.next((answer) => answer.id === id);
  let answer = await next();
  if (answer.result?.type !== "started") return answer.error ?? null;
  if (atFirstEvent) answer = await next();
  socket.send({ id, method: "subscription.stop" });
  for (;;) {
    if (answer.error) return answer.error;
    if (answer.result?.type === "stopped") return null;
    answer = await next();
  }
}

const tables = [
  "users",
  "one_time_tokens",
  "api_keys",
  "mails",
  "workflows",
  "workflow_versions",
  "cache_entries",
  "chat_sessions",
  "personal_settings",
  "memories",
  "projects",
  "project_attachments",
  "threads",
  "deleted_threads",
  "messages",
  "queued_messages",
  "attachments",
  "message_attachments",
  "generations",
  "chunks",
  "feed_events",
  "shares",
  "share_messages",
  "share_files",
  "imports",
  "import_parts",
  "import_lines",
  "imported_threads",
];

/** The whole database, except auth sessions: they record when they were last used. */
export async function readEverything(sql: Sql): Promise<string> {
  const rows = tables.map(async (name) => [
    name,
    await sql`select * from ${sql(name)} order by 1, 2`,
  ]);
  return JSON.stringify(await Promise.all(rows));
}

/** Waits until a socket is closed because its user has lost access. */
export async function untilRefused(socket: RawSocket): Promise<void> {
  const { code } = await socket.closed;
  if (code !== unauthenticatedCode) throw new Error(`The socket was closed by ${code}.`);
}

/**
 * Calls until the caller is no longer recognised: the result of a check is cached for less than two
 * seconds.
 */
export async function untilUnauthenticated(call: () => Promise<unknown>): Promise<void> {
  await untilTrue("a call that needs a sign-in", async () => {
    try {
      await call();
      return false;
    } catch (error) {
      if (!(error instanceof TRPCClientError)) throw error;
      if (error.data?.appCode === "unauthenticated") return true;
      throw error;
    }
  });
}
