/** A part of the package that is imported by itself. */
export interface Entry {
  /** As it is imported, below the package's name; `index` is the package itself. */
  name: string;
  /** Its source, from the project's root. */
  file: string;
}

export const entries: readonly Entry[] = ["index", "store", "files", "node"].map((name) => ({
  name,
  file: `client/package/${name}.ts`,
}));
