import { constants } from "node:fs";
import { access, exists } from "node:fs/promises";
import { dirname, join } from "node:path";
import { megabyte } from "../../../../shared/limits.ts";
import {
  inMegabytes,
  lowBytes,
  newDatabaseBytes,
  readFreeBytes,
} from "../../../platform/db/disk-room.ts";
import type { Config } from "../../config.ts";
import { type Finding, fine, problem, reasonOf, warning } from "./finding.ts";

/** Less free space than this is worth a warning: files that people attach fill it soon. Bytes. */
const scarceBytes = 1_024 * megabyte;

/** The data folder: whether it can be written, and how much room it has. Creates nothing. */
export async function checkDisk({
  dataDir,
  databaseUrl,
}: Pick<Config, "dataDir" | "databaseUrl">): Promise<Finding> {
  const folder = await existingParent(dataDir);
  try {
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const says = `${dataDir} cannot be written: ${reasonOf(error)}`;
    return problem("disk", says, "give the server's user the folder, or set DATA_DIR to another");
  }
  const free = await readFreeBytes(folder);
  const holdsData = databaseUrl === null;
  const isNew = holdsData && !(await exists(join(dataDir, "postgres")));
  const says = `${inMegabytes(free)} MB are free at ${dataDir}`;
  if (holdsData && free < (isNew ? newDatabaseBytes : lowBytes))
    return problem("disk", says, "make room: the database cannot write");
  if (holdsData && free < scarceBytes) return warning("disk", says, "make room soon");
  return fine("disk", says);
}

/** The folder itself, or the nearest one above it that exists: a first start creates the rest. */
async function existingParent(folder: string): Promise<string> {
  for (let path = folder; ; path = dirname(path))
    if (dirname(path) === path || (await exists(path))) return path;
}
