import { z } from "zod";
import type { FoundServer, LocalProgram } from "../../../shared/found-server.ts";
import { RequestError } from "../../platform/errors.ts";
import { getJson, type UpstreamServer } from "../../platform/upstream/get-json.ts";
import { isOtherKind } from "../listing/describe-entry.ts";
import { usableModels } from "../listing/usable-models.ts";
import type { UsualPort } from "./usual-ports.ts";

/**
 * Longest wait for a port, in milliseconds: a program on the same machine answers within a few, and
 * the startup of a development server waits for this.
 */
const waitMs = 800;

/** Most models of a server that are returned. */
const mostModels = 1_000;

const versionSchema = z.looseObject({ version: z.string() });

/** Ollama without models has `null` instead of a list. */
const listSchema = z.looseObject({
  data: z
    .array(z.looseObject({ id: z.string(), owned_by: z.string().optional().catch(undefined) }))
    .nullable(),
});

type Entry = NonNullable<z.infer<typeof listSchema>["data"]>[number];

/** The model servers that answer at these ports of this machine, in the order of the ports. */
export async function findLocalServers(
  ports: readonly UsualPort[],
  signal?: AbortSignal,
): Promise<FoundServer[]> {
  const late = AbortSignal.timeout(waitMs);
  const either = signal ? AbortSignal.any([signal, late]) : late;
  const found = await Promise.all(ports.map((port) => findAt(port, either)));
  return found.filter((server) => server !== null);
}

async function findAt({ port, program }: UsualPort, signal: AbortSignal) {
  const origin = `http://localhost:${port}`;
  const ask = (path: string) => peek({ baseUrl: origin, apiKey: null }, path, signal);
  const [version, list] = await Promise.all([
    program === "ollama" ? ask("/api/version") : null,
    ask("/v1/models"),
  ]);
  if (program === "ollama" && !versionSchema.safeParse(version).success) return null;
  const { data: listed } = listSchema.safeParse(list);
  if (!listed) return null;
  const entries = listed.data ?? [];
  // Many programs use these ports: one that lists no models may not be a model server at all.
  if (program === null && entries.length === 0) return null;
  return {
    program: ownerOf(entries) ?? program ?? "other",
    baseUrl: `${origin}/v1`,
    models: namesOf(entries),
  } satisfies FoundServer;
}

/** What a server answers; null for anything else, such as a refusal, a redirect or silence. */
async function peek(server: UpstreamServer, path: string, signal: AbortSignal): Promise<unknown> {
  try {
    return await getJson(server, path, signal);
  } catch (error) {
    if (error instanceof RequestError) return null;
    throw error;
  }
}

/** The program as the entries of its list name it. */
function ownerOf([first]: readonly Entry[]): LocalProgram | null {
  switch (first?.owned_by) {
    case "library":
      return "ollama";
    case "organization_owner":
      return "lmstudio";
    case "llamacpp":
      return "llama";
    case "vllm":
      return "vllm";
    default:
      return null;
  }
}

function namesOf(entries: readonly Entry[]): string[] {
  const chatting = entries.filter((entry) => !isOtherKind(entry));
  const models = usableModels(chatting.map(({ id }) => ({ name: id })));
  return models.slice(0, mostModels).map(({ name }) => name);
}
