/**
 * The database of the copies, and the key in the browser's storage that tells whose they are.
 * Signing out removes the key at once (`person-change.ts`), for all tabs: without it nothing
 * is shown, and nothing more is kept.
 */
export const keptName = "chatkit.kept";

/** The database's. Another version starts empty: what is kept is only a copy. */
export const keptVersion = 1;
