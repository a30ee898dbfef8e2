import { isBuiltin } from "node:module";
import { breachOfDistricts } from "./districts.ts";

/** A resolved import. */
export interface Edge {
  /** Importing file, from the project's root. */
  from: string;
  /** Imported file from the project's root, or null when it is a package. */
  file: string | null;
  /** Package name without subpath, such as `@trpc/server`, or a built-in such as `node:fs`; null when it is a file. */
  package: string | null;
  typeOnly: boolean;
}

export interface Facts {
  /** Packages of a production install. */
  dependencies: ReadonlySet<string>;
  /** Whether a file loads zod, directly or indirectly. */
  runsZod(file: string): boolean;
}

/** Why the import is not allowed, or null. */
export function breachOf(edge: Edge, facts: Facts): string | null {
  if (!isProduct(edge.from)) return null;
  if (edge.file !== null && !isProduct(edge.file)) {
    return "only tests and tools import tests and tools";
  }
  const folder = edge.from.split("/")[0] ?? "";
  return missingDependency(edge, facts) ?? layerRules[folder]?.(edge, facts) ?? null;
}

/** Whether a file is part of the product, and neither a test nor a tool. */
export const isProduct = (path: string) => !isTool(path) && !isTest(path);

const isTool = (path: string) => /^(scripts|e2e|bench)\/|^[^/]+$|\.config\.ts$/.test(path);
const isTest = (path: string) => /\.(test|testing|e2e|fault)\.tsx?$|(^|\/)testing\//.test(path);
const isIn = (path: string | null, folders: readonly string[]) =>
  path !== null && folders.includes(path.split("/")[0] ?? "");

type Rule = (edge: Edge, facts: Facts) => string | null;

const layerRules: Readonly<Record<string, Rule>> = {
  shared(edge) {
    const allowed = edge.package === "zod" || isIn(edge.file, ["shared"]);
    return allowed ? null : "shared imports zod and shared alone";
  },
  client(edge, facts) {
    if (edge.file === "server/api/trpc/router.ts" && edge.typeOnly) return null;
    if (edge.file !== null && !isIn(edge.file, ["client", "shared"])) {
      return "client imports client, shared and, as a type, server/api/trpc/router.ts alone";
    }
    const forTerminal = edge.from.startsWith("client/terminal/");
    return forTerminal ? null : forBrowser(edge, facts);
  },
  web(edge, facts) {
    if (edge.file !== null && !isIn(edge.file, ["web", "client", "shared"])) {
      return "web imports web, client and shared alone";
    }
    return forBrowser(edge, facts);
  },
  server(edge) {
    // Pages that the server renders look as in the app; these files need no browser.
    const isDocument =
      /^(web\/documents\/|web\/markdown\/markdown-engine\.ts$|client\/export\/)/.test(
        edge.file ?? "",
      );
    if (edge.file !== null && !isDocument && !isIn(edge.file, ["server", "shared"])) {
      return "server imports server, shared, and what renders chats without a browser alone";
    }
    const upward = isIn(edge.file, ["server"]) && breachOfDistricts(edge.from, edge.file ?? "");
    if (upward) return upward;
    return isAdapter(edge.from) ? null : forUseCase(edge);
  },
};

function forBrowser(edge: Edge, facts: Facts): string | null {
  if (edge.package !== null && isBuiltinName(edge.package)) {
    return "code for the browser imports no built-in of Bun or Node";
  }
  const runsZod = edge.package === "zod" || (edge.file !== null && facts.runsZod(edge.file));
  return runsZod && !edge.typeOnly ? "the browser does not load zod: import it as a type" : null;
}

/** Files that may depend on how use-cases are called; `app/` composes everything. */
const isAdapter = (path: string) =>
  /^server\/(app|api|platform\/jobs)\/|^server\/[^/]+$/.test(path);

function forUseCase(edge: Edge): string | null {
  const transport = edge.package !== null && /^(@trpc\/|hono$|@hono\/|pg-boss$)/.test(edge.package);
  const queue = edge.file?.startsWith("server/platform/jobs/") === true;
  const queueInterface =
    edge.typeOnly &&
    /^server\/platform\/jobs\/(job-queue|job-store|queue-settings)\.ts$/.test(edge.file ?? "");
  return transport || (queue && !queueInterface)
    ? "use-cases know neither tRPC nor HTTP nor the job queue"
    : null;
}

function missingDependency(edge: Edge, facts: Facts): string | null {
  if (edge.package === null || edge.typeOnly || isBuiltinName(edge.package)) return null;
  if (isIn(edge.from, ["web"]) || facts.dependencies.has(edge.package)) return null;
  return "a package that runs in production has to be among the dependencies";
}

const isBuiltinName = (name: string) =>
  name === "bun" || name.startsWith("bun:") || isBuiltin(name);
