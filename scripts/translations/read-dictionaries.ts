import { join } from "node:path";

/** The words of one folder: English, and what there is in each other language. */
export interface Dictionaries {
  /** Of the folder, from the project's root. */
  folder: string;
  english: Words;
  /** By language; a language without a file has no entry. */
  others: ReadonlyMap<string, Words>;
}

export type Words = Readonly<Record<string, unknown>>;

/** Folders with a file a language. */
const patterns = ["web/**/en.ts", "server/**/words/en.ts"];

/** Reads all dictionaries of the app and its mails, sorted by folder. */
export async function readDictionaries(
  root: string,
  locales: readonly string[],
): Promise<Dictionaries[]> {
  const scans = patterns.map((each) => Array.fromAsync(new Bun.Glob(each).scan({ cwd: root })));
  const paths = (await Promise.all(scans)).flat();
  if (paths.length === 0) throw new Error("there are no dictionaries");
  return Promise.all(
    paths.toSorted().map(async (path) => {
      const folder = path.slice(0, path.lastIndexOf("/"));
      const english = await readWords(join(root, path), "en");
      if (!english) throw new Error(`${path} exports no \`en\``);
      const others = new Map<string, Words>();
      for (const locale of locales) {
        const words = await readWords(join(root, folder, `${locale}.ts`), locale);
        if (words) others.set(locale, words);
      }
      return { folder, english, others };
    }),
  );
}

/** The dictionary that a file exports under its language's name; null if there is no file. */
async function readWords(path: string, locale: string): Promise<Words | null> {
  if (!(await Bun.file(path).exists())) return null;
  const module: unknown = await import(path);
  if (!isWords(module)) return null;
  const words = module[locale];
  return isWords(words) ? words : null;
}

function isWords(value: unknown): value is Words {
  return typeof value === "object" && value !== null;
}
