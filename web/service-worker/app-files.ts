/** A file of the build. */
export interface AppFile {
  url: string;
  /** Null when the name has a hash. */
  revision: string | null;
  /** What the file's bytes have to be, in the form of subresource integrity. */
  integrity?: string;
}

/** All that the empty chat page needs. The build writes the list into the worker. */
declare const CHATKIT_SHELL: readonly AppFile[];

export const shell: readonly AppFile[] = CHATKIT_SHELL;
