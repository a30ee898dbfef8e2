/**
 * Loads something once, and gives the same to every caller; a load that fails is not kept.
 * Importing a module again takes the browser a task of its own, which comes after the next paint.
 */
export function loadOnce<Part>(load: () => Promise<Part>): () => Promise<Part> {
  let loading: Promise<Part> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}
