import { join } from "node:path";
import { formatSeconds } from "../print.ts";
import { runCommand } from "../process/run-command.ts";
import { checkDocs } from "./check-docs.ts";
import { checkImports } from "./check-imports.ts";
import { checkPatterns } from "./check-patterns.ts";
import { checkSpreads } from "./check-spreads.ts";
import { checkWords } from "./check-words.ts";
import { checkTranslations } from "../translations/check-translations.ts";

interface CheckStep {
  name: string;
  /** The output is printed when it fails, or when it is a note. */
  run(): Promise<{ ok: boolean; output: string; note?: boolean }>;
}

/** Runs all checks concurrently and prints each as it ends. Returns how many passed and failed. */
export async function runCheck(root: string): Promise<{ passed: number; failed: number }> {
  const results = await Promise.all(checkSteps(root).map(runStep));
  const passed = results.filter(Boolean).length;
  return { passed, failed: results.length - passed };
}

function checkSteps(root: string): CheckStep[] {
  const tool = (path: string, ...flags: string[]) => {
    const command = [process.execPath, join(root, "node_modules", path), ...flags];
    return () => runCommand(command, root);
  };
  return [
    { name: "format", run: tool("oxfmt/bin/oxfmt", "--list-different") },
    { name: "lint", run: tool("oxlint/bin/oxlint", "--type-aware", "--deny-warnings") },
    { name: "types", run: tool("typescript/bin/tsc", "-p", "tsconfig.json") },
    { name: "imports", run: () => importsStep(root) },
    { name: "patterns", run: () => patternsStep(root) },
    { name: "spreads", run: () => spreadsStep(root) },
    { name: "docs", run: () => docsStep(root) },
    { name: "words", run: () => wordsStep(root) },
    { name: "translations", run: () => translationsStep(root) },
  ];
}

async function runStep({ name, run }: CheckStep): Promise<boolean> {
  const startedAt = performance.now();
  const { ok, output, note = false } = await run();
  const took = formatSeconds(performance.now() - startedAt);
  console.log(`${ok ? "pass" : "FAIL"}  ${name} (${took})`);
  if (!ok || note) console.log(output.replace(/^/gm, "      "));
  return ok;
}

async function importsStep(root: string): Promise<{ ok: boolean; output: string }> {
  const pattern = "{server,client,shared,web,scripts,e2e,bench}/**/*.{ts,tsx}";
  const manifest: unknown = await Bun.file(join(root, "package.json")).json();
  const problems = checkImports(await readFiles(root, pattern), dependenciesOf(manifest));
  return { ok: problems.length === 0, output: problems.join("\n") };
}

/** Leaves out tests and their helpers, which match no untrusted text. */
async function patternsStep(root: string): Promise<{ ok: boolean; output: string }> {
  const files = await readFiles(root, "{server,client,shared,web}/**/*.{ts,tsx}");
  const shipped = [...files].filter(([path]) => !isForTests(path));
  const problems = checkPatterns(new Map(shipped));
  return { ok: problems.length === 0, output: problems.join("\n") };
}

async function spreadsStep(root: string): Promise<{ ok: boolean; output: string }> {
  const problems = checkSpreads(await readFiles(root, "web/**/*.tsx"));
  return { ok: problems.length === 0, output: problems.join("\n") };
}

export const isForTests = (path: string) =>
  /\.(test|app\.test|testing|fault)\.tsx?$|\/(testing|faults)\//.test(path);

function dependenciesOf(manifest: unknown): Set<string> {
  const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
  const found = isObject(manifest) && "dependencies" in manifest ? manifest.dependencies : null;
  return new Set(isObject(found) ? Object.keys(found) : []);
}

async function docsStep(root: string): Promise<{ ok: boolean; output: string }> {
  const everything = new Bun.Glob("**/*");
  const files = new Set<string>();
  for await (const path of everything.scan({ cwd: root, dot: true })) {
    if (!/(^|\/)(node_modules|\.git|\.data|dist)\//.test(path)) files.add(path);
  }
  const problems = checkDocs(await readFiles(root, "*.md", "docs/**/*.md"), files);
  return { ok: problems.length === 0, output: problems.join("\n") };
}

async function translationsStep(root: string) {
  const found = await checkTranslations(root, await readFiles(root, "web/**/*.{ts,tsx}"));
  return { ...found, note: found.output !== "" };
}

/** All comments, including those of tests, and all pages. */
async function wordsStep(root: string): Promise<{ ok: boolean; output: string }> {
  const code = "{server,client,shared,web,testing,bench,scripts,e2e}/**/*.{ts,tsx,css}";
  const pages = ["*.md", "{docs,bench,client}/**/*.md"];
  const problems = checkWords(await readFiles(root, code, ...pages));
  return { ok: problems.length === 0, output: problems.join("\n") };
}

/**
 * The texts of the files that match any of the patterns, by path.
 *
 * @throws Error for a pattern without a match: a check of nothing would always pass
 */
export async function readFiles(
  root: string,
  ...patterns: readonly string[]
): Promise<Map<string, string>> {
  const lists = await Promise.all(patterns.map((pattern) => listFiles(root, pattern)));
  const read = lists.flat().map(async (path) => {
    return [path, await Bun.file(join(root, path)).text()] as const;
  });
  return new Map(await Promise.all(read));
}

async function listFiles(root: string, pattern: string): Promise<string[]> {
  const paths = await Array.fromAsync(new Bun.Glob(pattern).scan({ cwd: root }));
  if (paths.length === 0) throw new Error(`no file matches ${pattern}`);
  return paths.toSorted();
}
