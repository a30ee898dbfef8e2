/** The name of the lock that all tabs share that show a temporary chat. */
const lockOf = (threadId: string) => `chatkit.temporary.${threadId}`;

/** Browsers have no locks over plain HTTP. */
const findLocks = () => ("locks" in navigator ? navigator.locks : null);

/**
 * Marks a chat as shown in this tab.
 *
 * @returns a function that ends this, and resolves when other tabs see it
 */
export function claimChat(threadId: string): () => Promise<void> {
  const { promise: shown, resolve: release } = Promise.withResolvers<void>();
  const claim = findLocks()
    ?.request(lockOf(threadId), { mode: "shared" }, () => shown)
    // A page that is about to go gets no lock.
    .catch(() => {});
  return async () => {
    release();
    await claim;
  };
}

/** Whether a tab shows the chat; null where nothing can tell. */
export async function isClaimed(threadId: string): Promise<boolean | null> {
  const locks = findLocks();
  if (!locks) return null;
  return locks.request(lockOf(threadId), { ifAvailable: true }, (lock) => lock === null);
}
