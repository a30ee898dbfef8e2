import { z } from "zod";

/** The part of Vite's manifest that tells what a page loads. */
export const manifestSchema = z.record(
  z.string(),
  z.object({
    file: z.string(),
    isEntry: z.boolean().optional(),
    imports: z.array(z.string()).optional(),
    css: z.array(z.string()).optional(),
  }),
);

export type Manifest = z.infer<typeof manifestSchema>;

/** Gzipped bytes. */
export interface FirstLoad {
  js: number;
  css: number;
}

/** Maximum first load of the empty chat page, in gzipped bytes. */
export const firstLoadBudget: FirstLoad = { js: 70_000, css: 15_000 };

/**
 * Adds up what a browser loads before it shows the empty chat page: the entries, all their static
 * imports, and their style sheets, each once. `sizeOf` returns a file's gzipped size.
 */
export async function measureFirstLoad(
  manifest: Manifest,
  sizeOf: (file: string) => Promise<number>,
): Promise<FirstLoad> {
  const names = Object.keys(manifest).filter((name) => manifest[name]?.isEntry);
  if (names.length === 0) throw new Error("the build's manifest names no entry");
  const chunks = new Set<string>();
  const visit = (name: string) => {
    if (chunks.has(name)) return;
    chunks.add(name);
    manifest[name]?.imports?.forEach(visit);
  };
  names.forEach(visit);
  const found = Array.from(chunks, (name) => manifest[name]).filter((chunk) => chunk !== undefined);
  const sum = async (files: string[]) => {
    const sizes = await Promise.all(Array.from(new Set(files), sizeOf));
    return sizes.reduce((total, size) => total + size, 0);
  };
  return {
    js: await sum(found.map((chunk) => chunk.file).filter((file) => file.endsWith(".js"))),
    css: await sum(found.flatMap((chunk) => chunk.css ?? [])),
  };
}

/** One line with the figures, and whether they are within the budget. */
export function judgeFirstLoad(load: FirstLoad): { ok: boolean; text: string } {
  const ok = load.js <= firstLoadBudget.js && load.css <= firstLoadBudget.css;
  const show = (kind: keyof FirstLoad) =>
    `${(load[kind] / 1000).toFixed(1)} of ${firstLoadBudget[kind] / 1000} kB`;
  const text = `first load, gzipped: JavaScript ${show("js")}, CSS ${show("css")}`;
  return { ok, text: ok ? text : `${text}: over the budget` };
}
