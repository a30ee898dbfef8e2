/** A file of the build. */
export interface AppFile {
  /** From the app's root, such as `/index.html`. */
  url: string;
  /** Null when the name has a hash. */
  revision: string | null;
  /** What the file's bytes have to be, in the form of subresource integrity. */
  integrity?: string;
}

// The build writes both lists into the worker.
declare const CHATKIT_SHELL: readonly AppFile[];
declare const CHATKIT_PARTS: readonly string[];

/** All that the empty chat page needs. */
export const shell: readonly AppFile[] = CHATKIT_SHELL;

/** What the app loads on demand, apart from other languages and what few use or is large. */
export const parts: readonly string[] = CHATKIT_PARTS;
