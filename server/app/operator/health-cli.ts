import { readConfig } from "../config.ts";
import { reasonOf } from "./doctor/finding.ts";

/** Longest wait for the answer, in milliseconds. */
const withinMs = 5_000;

/** The address of this machine that reaches a server that listens on all of them. */
const loopbacks: Record<string, string> = { "0.0.0.0": "127.0.0.1", "::": "[::1]" };

/**
 * `chatkit health`: whether the server of these settings, on this machine, takes work. For the
 * health check of a container, which has no other program that could ask.
 */
async function main(): Promise<boolean> {
  const { host, port } = readConfig(process.env);
  const name = loopbacks[host] ?? (host.includes(":") ? `[${host}]` : host);
  const { status } = await fetch(`http://${name}:${port}/readyz`, {
    signal: AbortSignal.timeout(withinMs),
  });
  console.log(status === 200 ? "ready" : `not ready (${status})`);
  return status === 200;
}

try {
  process.exit((await main()) ? 0 : 1);
} catch (error) {
  console.error(`The server does not answer: ${reasonOf(error)}`);
  process.exit(1);
}
