import { cp, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The sources of a release in a folder of their own. Disposing deletes it. */
export interface SourceTree extends AsyncDisposable {
  root: string;
}

const project = join(import.meta.dirname, "../..");
/** What a server and a client are made of. */
const parts = ["server", "shared", "client", "web", "drizzle", "testing", "package.json"];

/** A later release: today's sources with another version, and migrations that today's do not have. */
export async function makeNextRelease(version: string): Promise<SourceTree> {
  await using tree = await openTree();
  const { root } = tree;
  await Promise.all(
    parts.map((part) => cp(join(project, part), join(root, part), { recursive: true })),
  );
  const manifest = join(root, "package.json");
  await Bun.write(manifest, JSON.stringify({ ...(await Bun.file(manifest).json()), version }));
  await addMigration(root, "9998_next_release", nextTables);
  await addMigration(root, "9999_next_release_index", [
    `CREATE INDEX CONCURRENTLY "messages_next_idx" ON "messages" USING btree ("next");`,
  ]);
  return tree.keep();
}

/** The tables that are in use while a reply is written. */
const nextTables = [
  ...["users", "threads", "messages", "generations", "chunks", "feed_events"].map(
    (table) => `ALTER TABLE "${table}" ADD COLUMN "next" integer DEFAULT 0 NOT NULL;`,
  ),
  `CREATE TABLE "next_things" ("id" text PRIMARY KEY NOT NULL);`,
];

async function addMigration(root: string, tag: string, statements: string[]): Promise<void> {
  await Bun.write(join(root, `drizzle/${tag}.sql`), statements.join("--> statement-breakpoint\n"));
  const path = join(root, "drizzle/meta/_journal.json");
  const journal = await Bun.file(path).json();
  const when = journal.entries.at(-1).when + 1;
  journal.entries.push({ idx: journal.entries.length, version: "7", when, tag, breakpoints: true });
  await Bun.write(path, JSON.stringify(journal));
}

/** Whether the history has this commit: a shallow clone and a release's archive do not. */
export async function hasCommit(commit: string): Promise<boolean> {
  if (!Bun.which("git")) return false;
  const git = Bun.spawn(["git", "cat-file", "-e", `${commit}^{commit}`], {
    cwd: project,
    stdout: "ignore",
    stderr: "ignore",
  });
  return (await git.exited) === 0;
}

/** The sources of a commit, with today's dependencies. */
export async function checkOut(commit: string): Promise<SourceTree> {
  await using tree = await openTree();
  const script = `git archive "$1" ${parts.join(" ")} | tar -x -C "$2"`;
  const child = Bun.spawn(["/bin/sh", "-c", script, "sh", commit, tree.root], {
    cwd: project,
    stdout: "ignore",
    stderr: "pipe",
  });
  const complaint = await new Response(child.stderr).text();
  if ((await child.exited) !== 0 || complaint !== "")
    throw new Error(`${commit} cannot be checked out: ${complaint}`);
  return tree.keep();
}

async function openTree(): Promise<SourceTree & { keep(): SourceTree }> {
  const root = await mkdtemp(join(tmpdir(), "chatkit-release-"));
  await using opening = new AsyncDisposableStack();
  opening.defer(() => rm(root, { recursive: true, force: true }));
  await mkdir(root, { recursive: true });
  await symlink(join(project, "node_modules"), join(root, "node_modules"));
  const opened = opening.move();
  const asTree = (stack: AsyncDisposableStack) => ({
    root,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  });
  return { ...asTree(opened), keep: () => asTree(opened.move()) };
}
