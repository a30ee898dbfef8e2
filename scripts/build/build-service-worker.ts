import { join } from "node:path";
import { build } from "vite";
import type { AppFile } from "../../web/service-worker/app-files.ts";
import type { Manifest } from "./first-load.ts";

/** Files of the shell whose names have no hash. */
const plainFiles = ["index.html", "favicon.svg", "manifest.webmanifest"];

/**
 * Builds the service worker into the folder of the built app, with the list of the files that it
 * keeps: a build of which one of them differs is another worker to the browser.
 *
 * @param manifest Vite's, of the built app
 */
export async function buildServiceWorker(
  root: string,
  folder: string,
  manifest: Manifest,
): Promise<void> {
  const shell = await listShell(folder, manifest);
  await build({
    configFile: false,
    root: join(root, "web"),
    publicDir: false,
    logLevel: "warn",
    define: {
      CHATKIT_SHELL: JSON.stringify(shell),
      CHATKIT_PARTS: JSON.stringify(listParts(manifest)),
    },
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: "es2023",
      rolldownOptions: {
        input: join(root, "web/service-worker/service-worker.ts"),
        output: { format: "iife", entryFileNames: "sw.js" },
      },
    },
  });
}

/**
 * Parts that are only kept once they were used: languages, programming languages and libraries, and
 * pages that do not work without a server.
 */
const keptWhenUsed =
  /^(\.\.\/node_modules|i18n\/languages|admin|analytics|charts)\/|^_(?:time-)?chart-|^markdown\/render-math|\.(ttf|woff2?)$/;

/** Paths, from the app's root, of what the app loads on demand. */
export function listParts(manifest: Manifest): string[] {
  const parts = Object.entries(manifest)
    .filter(([name, { isEntry }]) => !isEntry && !keptWhenUsed.test(name))
    .flatMap(([, { file, css = [] }]) => [file, ...css]);
  return Array.from(new Set(parts), (file) => `/${file}`);
}

/** What the empty chat page loads, apart from the words of its language. */
export async function listShell(folder: string, manifest: Manifest): Promise<AppFile[]> {
  const entries = Object.values(manifest).filter(({ isEntry }) => isEntry);
  const hashed = entries.flatMap(({ file, css = [] }) => [file, ...css]);
  const plain = plainFiles.map(async (name) => {
    const bytes = await Bun.file(join(folder, name)).bytes();
    const digest = new Bun.CryptoHasher("sha256").update(bytes).digest("base64");
    // While a cluster is upgraded, another node may answer with its own build's file.
    return { url: `/${name}`, revision: digest, integrity: `sha256-${digest}` };
  });
  return [
    ...(await Promise.all(plain)),
    ...Array.from(new Set(hashed), (file) => ({ url: `/${file}`, revision: null })),
  ];
}
