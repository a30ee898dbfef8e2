import { type ServerProcess, spawnServer } from "../../scripts/process/server-process.ts";

/** Starts `server/main.ts` with these settings and no others, on a free port of the loopback. */
export function startServerProcess(
  settings: Record<string, string>,
  options: { args?: string[]; bunArgs?: string[]; root?: string } = {},
): ServerProcess {
  const { PATH = "", HOME = "" } = process.env;
  const env = { PATH, HOME, HOST: "127.0.0.1", PORT: "0", LOG_LEVEL: "silent", ...settings };
  return spawnServer({ env, ...options });
}
