import { parseArgs } from "node:util";
import { apiKeyIdSchema, createApiKeySchema } from "../../../shared/api-key.ts";
import { scopes } from "../../../shared/scopes.ts";
import { createApiKey, listApiKeys, revokeApiKey } from "../../people/api-keys/api-keys.ts";
import type { Database } from "../../platform/db/client.ts";
import { RequestError } from "../../platform/errors.ts";
import { CommandError } from "./command-error.ts";
import { commandLine } from "./command-line.ts";
import { findKeyOwner } from "./find-owner.ts";

export const apiKeyUsage = `Usage: ${commandLine("api-key create")} NAME [--user ADDRESS] [--scope ${scopes.join("|")}]…
       ${commandLine("api-key list")} [--user ADDRESS]
       ${commandLine("api-key revoke")} ID [--user ADDRESS]

The key is printed once. Without --user it belongs to the first admin.
Without --scope it may chat.`;

/** Creates, lists or revokes API keys. Returns what to print. */
export async function apiKeyCommand(db: Database, argv: string[]): Promise<string> {
  const { values, positionals } = parse(argv);
  const [verb, subject, ...more] = positionals;
  if (more.length > 0) throw new CommandError(apiKeyUsage);
  if (verb === "create") return create(db, { name: subject, ...values });
  if (verb === "list" && subject === undefined) return list(db, values.user);
  if (verb === "revoke") return revoke(db, subject, values.user);
  throw new CommandError(apiKeyUsage);
}

async function create(
  db: Database,
  { name, user, scope }: { name: string | undefined; user?: string; scope?: string[] },
): Promise<string> {
  const wanted = createApiKeySchema.safeParse({ name, scopes: scope ?? ["chat"] });
  if (!wanted.success) throw new CommandError(apiKeyUsage);
  const owner = await findKeyOwner(db, user);
  const by = { userId: owner.id, actorId: null, address: null };
  const key = await createApiKey(db, by, wanted.data).catch(toCommandError);
  const whose = owner.email ?? `${owner.id}, a user of its own`;
  return `${key.secret}\n\nThis is the only time that the key is shown. It is ${key.id}, for ${whose}; it may: ${key.scopes.join(", ")}.`;
}

async function list(db: Database, user: string | undefined): Promise<string> {
  const owner = await findKeyOwner(db, user);
  const keys = await listApiKeys(db, owner.id);
  if (keys.length === 0) return "There are no keys.";
  return keys
    .map(
      ({ id, name, hint, scopes: may, lastUsedAt }) =>
        `${id}  …${hint}  ${name}  (${may.join(", ")})  last used: ${lastUsedAt ?? "never"}`,
    )
    .join("\n");
}

async function revoke(
  db: Database,
  typed: string | undefined,
  user: string | undefined,
): Promise<string> {
  const parsed = apiKeyIdSchema.safeParse({ id: typed });
  if (!parsed.success) throw new CommandError(apiKeyUsage);
  const owner = await findKeyOwner(db, user);
  const by = { userId: owner.id, actorId: null, address: null };
  await revokeApiKey(db, by, parsed.data.id).catch(toCommandError);
  return `${parsed.data.id} is revoked.`;
}

function parse(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: { user: { type: "string" }, scope: { type: "string", multiple: true } },
    });
  } catch {
    throw new CommandError(apiKeyUsage);
  }
}

function toCommandError(error: unknown): never {
  throw error instanceof RequestError ? new CommandError(error.message) : error;
}
