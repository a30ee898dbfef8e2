import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../../scripts/process/run-command.ts";

const root = join(import.meta.dirname, "../..");

/** A project of its own outside the repository, in which the package is installed. */
export interface Consumer extends AsyncDisposable {
  folder: string;
  /** Writes a file and returns its path. */
  write(name: string, text: string): Promise<string>;
  /** Makes a package that the repository has installed available, without a network. */
  lend(name: string, installed?: string): Promise<void>;
}

/**
 * Installs the tarball into an empty folder by a package manager, which must not need a registry
 * for it.
 */
export async function createConsumer(
  tarball: string,
  manager: "npm" | "bun" = "npm",
): Promise<Consumer> {
  const folder = await mkdtemp(join(tmpdir(), "chatkit-consumer-"));
  const consumer: Consumer = {
    folder,
    async write(name, text) {
      const path = join(folder, name);
      await Bun.write(path, text);
      return path;
    },
    async lend(name, installed = name) {
      const path = join(folder, "node_modules", name);
      await mkdir(join(path, ".."), { recursive: true });
      await symlink(join(root, "node_modules", installed), path);
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
  await consumer.write("package.json", '{ "type": "module", "private": true }\n');
  const npm = ["npm", "install", "--offline", "--no-audit", "--no-fund", tarball];
  const command = manager === "npm" ? npm : [process.execPath, "add", tarball];
  const { ok, output } = await runCommand(command, folder);
  if (!ok) throw new Error(`${command.join(" ")}: ${output}`);
  return consumer;
}

/** A source of this repository that uses the package, as a program outside imports it. */
export function importingPackage(source: string): string {
  return source
    .replaceAll('"../../client/package/index.ts"', '"@chatkit/client"')
    .replaceAll(/"..\/..\/client\/package\/(\w+)\.ts"/g, '"@chatkit/client/$1"');
}

/** The same for Node.js 20, which runs no TypeScript. */
export function toJavaScript(source: string): string {
  return new Bun.Transpiler({ loader: "ts", target: "node" }).transformSync(source);
}

/** The programs in the package's README, in their order. */
export async function readmeExamples(): Promise<string[]> {
  const readme = await Bun.file(join(root, "client", "README.md")).text();
  return Array.from(readme.matchAll(/```ts\n(.*?)```/gs), ([, code]) => code ?? "");
}
