import postgres from "postgres";
import type { Config } from "../../server/app/config.ts";
import { findLocalServers } from "../../server/models/local/find-local-servers.ts";
import type { FoundServer, LocalProgram } from "../../shared/found-server.ts";

const names: Readonly<Record<LocalProgram, string>> = {
  ollama: "Ollama",
  lmstudio: "LM Studio",
  llama: "llama.cpp",
  vllm: "vLLM",
  other: "a model server",
};

/**
 * The model servers on this machine and where to connect them, in one line; null if there are none,
 * or if a model is connected already.
 *
 * @param at the migrated database, and the address of the app
 */
export async function describeFound(
  { provider, localPorts }: Pick<Config, "provider" | "localPorts">,
  at: { databaseUrl: string; origin: string },
): Promise<string | null> {
  if (provider.kind === "connected" || (await hasConnections(at.databaseUrl))) return null;
  const found = await findLocalServers(localPorts);
  if (found.length === 0) return null;
  return `${found.map(describe).join(", ")}; connect at ${at.origin}/admin/connections`;
}

async function hasConnections(databaseUrl: string): Promise<boolean> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    return (await sql`select 1 from connections limit 1`).length > 0;
  } finally {
    await sql.end();
  }
}

function describe({ program, baseUrl, models }: FoundServer): string {
  const count = models.length === 1 ? "1 model" : `${models.length || "no"} models`;
  return `${names[program]} at ${new URL(baseUrl).host} with ${count}`;
}
