import type { TRPCError } from "@trpc/server";
import type { Logger } from "../../platform/log.ts";
import { toRequestError } from "../trpc/map-error.ts";

/** Logs an error of a procedure: bugs with their cause, refusals with their code. */
export function logProcedureError(
  log: Logger,
  {
    error,
    path,
    requestId,
  }: { error: TRPCError; path: string | undefined; requestId: string | undefined },
): void {
  const { code, cause } = toRequestError(error);
  if (code === "internal") log.error({ err: cause ?? error, path, requestId }, "procedure failed");
  else if (code === "unavailable")
    log.warn({ err: cause ?? error, path, requestId }, "procedure unavailable");
  else log.debug({ code, path, requestId }, "procedure refused");
}
