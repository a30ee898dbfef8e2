/** How long the server may take to show that it is there, in milliseconds. */
const answerMs = 2_000;

/** A sentence about a server with which there is no connection: it is away, or lets no socket open. */
export async function describeOutage(url: string): Promise<string> {
  try {
    const answer = await fetch(`${url}/livez`, { signal: AbortSignal.timeout(answerMs) });
    await answer.body?.cancel();
    if (answer.ok)
      return `The server at ${url} answers, but opens no WebSocket. A proxy before it may not pass on the headers Upgrade and Connection.`;
  } catch {
    // Not there, which is what is said.
  }
  return `The server at ${url} cannot be reached.`;
}
