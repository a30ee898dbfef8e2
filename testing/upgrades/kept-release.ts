import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** What people had done with a release when its database was dumped. */
export const keptDataSchema = z.object({
  /** Of the account, whose password is `goodPassword`. */
  email: z.string(),
  /** A chat with two versions of a reply, the first rated, and two edits of the second message. */
  branched: z.object({
    threadId: z.string(),
    title: z.string(),
    question: z.string(),
    rated: z.string(),
    edits: z.array(z.string()),
  }),
  /** A chat whose message has a file. */
  withFile: z.object({ threadId: z.string(), fileId: z.string(), name: z.string() }),
  /** A reply that was being written when the server was killed: its message's text. */
  inFlight: z.object({ threadId: z.string(), directive: z.string() }),
  /** An API key's secret. */
  apiKey: z.string(),
  /** Null for a release without projects, tags and prompts. */
  organized: z.object({ project: z.string(), tag: z.string(), prompt: z.string() }).nullable(),
  /** The path of a link to a copy of the branched chat; null for a release without sharing. */
  sharePath: z.string().nullable(),
});
export type KeptData = z.infer<typeof keptDataSchema>;

/** A release whose database is kept. */
const keptReleaseSchema = z.object({
  /** The version in package.json, and the commit. */
  release: z.string(),
  commit: z.string(),
  /** The newest migration. */
  newest: z.string(),
  /** ISO 8601. */
  dumpedAt: z.string(),
  data: keptDataSchema,
});
export type KeptRelease = z.infer<typeof keptReleaseSchema>;

/** The file that was uploaded. */
export const keptFileText = "A file from before the upgrade: naïve café, 日本語, 🙂\n";

export const keptFolder = join(import.meta.dirname, "kept");

/** All releases whose databases are kept, oldest first. */
export async function readKeptReleases(): Promise<KeptRelease[]> {
  const names = (await readdir(keptFolder)).filter((name) => name.endsWith(".json")).toSorted();
  return Promise.all(
    names.map(async (name) =>
      keptReleaseSchema.parse(await Bun.file(join(keptFolder, name)).json()),
    ),
  );
}

/** The statements that build the database of a kept release, as `pg_dump --inserts` writes them. */
export async function readKeptDump({ newest }: KeptRelease): Promise<string> {
  const packed = await Bun.file(join(keptFolder, `${newest}.sql.gz`)).bytes();
  return new TextDecoder().decode(Bun.gunzipSync(packed));
}
