import type { ConnectionForAdmin } from "../../../shared/connections.ts";
import type { FoundServer, LocalProgram } from "../../../shared/found-server.ts";
import { type Draft, draftFor } from "./draft.ts";
import { type Service, services } from "./services.ts";

/** The found servers that no connection leads to. */
export function notConnected(
  found: readonly FoundServer[],
  connections: readonly Pick<ConnectionForAdmin, "baseUrl">[],
): FoundServer[] {
  const connected = new Set(connections.flatMap(({ baseUrl }) => placeOf(baseUrl) ?? []));
  return found.filter(({ baseUrl }) => !connected.has(placeOf(baseUrl) ?? ""));
}

/** The service that a program is; one without a name for other programs. */
export function serviceOfProgram(program: LocalProgram): Service {
  const id = program === "other" ? "local" : program;
  const service = services.find((each) => each.id === id);
  if (!service) throw new Error(`no service ${id}`);
  return service;
}

/** The draft of a connection to a found server. */
export function draftOfFound(server: FoundServer, taken: ReadonlySet<string>): Draft {
  return { ...draftFor(serviceOfProgram(server.program), taken), baseUrl: server.baseUrl };
}

/** Host and port; all names of this machine are the same. */
function placeOf(baseUrl: string | null): string | null {
  const url = baseUrl === null ? null : URL.parse(baseUrl);
  if (!url) return null;
  const isHere = /^(?:localhost|127(?:\.\d+){3}|\[::1\]|0\.0\.0\.0)$/.test(url.hostname);
  return isHere ? `localhost:${url.port || "80"}` : url.host;
}
