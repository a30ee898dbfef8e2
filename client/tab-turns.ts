/** Longest wait for another tab, in milliseconds: it may have been frozen midway. */
const longestWaitMs = 3_000;

/**
 * Runs something while no other tab of the browser does. Two tabs opened at once without a session
 * would each become a guest, and one would lose its threads to the other's cookie. In browsers
 * without locks (over plain HTTP), it just runs.
 */
export async function inTurn<T>(name: string, run: () => Promise<T>): Promise<T> {
  if (typeof document === "undefined" || !("locks" in navigator)) return run();
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), longestWaitMs);
  const started: { result?: Promise<T> } = {};
  const begin = () => {
    clearTimeout(timer);
    return (started.result ??= run());
  };
  try {
    return await navigator.locks.request(name, { signal: patience.signal }, begin);
  } catch (error) {
    if (started.result || !patience.signal.aborted) throw error;
    return begin();
  }
}
