import { and, eq } from "drizzle-orm";
import type { Import } from "../../../shared/import.ts";
import type { Executor } from "../../platform/db/client.ts";
import { imports } from "../../platform/db/schema/imports.ts";
import { notFound } from "../../platform/errors.ts";

const columns = {
  id: imports.id,
  name: imports.name,
  size: imports.size,
  receivedBytes: imports.receivedBytes,
  status: imports.status,
  failure: imports.failure,
  source: imports.source,
  imported: imports.imported,
  known: imports.known,
  unreadable: imports.unreadable,
  createdAt: imports.createdAt,
  finishedAt: imports.finishedAt,
};

/** The query for imports; the caller adds the condition and the order. */
export function selectImports(executor: Executor) {
  return executor.select(columns).from(imports).$dynamic();
}

type ImportRow = Awaited<ReturnType<typeof selectImports>>[number];

/** The wire form of a row of `selectImports`. */
export function toImport({ createdAt, finishedAt, ...row }: ImportRow): Import {
  return {
    ...row,
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}

/** An import, and the user who has to own it. */
export interface ImportOfUser {
  importId: string;
  userId: string;
}

/** @throws RequestError `not_found` for an import that is missing or another user's */
export async function findImport(executor: Executor, of: ImportOfUser): Promise<Import> {
  const [row] = await selectImports(executor).where(isTheirs(of));
  if (!row) throw notFound("import");
  return toImport(row);
}

/** The same, locked until the transaction ends. */
export async function lockImport(executor: Executor, of: ImportOfUser): Promise<Import> {
  const [row] = await selectImports(executor).where(isTheirs(of)).for("update");
  if (!row) throw notFound("import");
  return toImport(row);
}

function isTheirs({ importId, userId }: ImportOfUser) {
  return and(eq(imports.id, importId), eq(imports.userId, userId));
}
