import type { Telemetry } from "../platform/tracing/telemetry.ts";

/**
 * Ends the process once its last spans and log lines are sent, or could not be sent in time.
 *
 * @param status of the process; 0 is success
 */
export async function endProcess(telemetry: Telemetry, status: number): Promise<never> {
  await telemetry[Symbol.asyncDispose]();
  process.exit(status);
}
