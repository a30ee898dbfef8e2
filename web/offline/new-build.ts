import { basePath } from "../state/base-path.ts";

/** The script of a page of the app, whose name has a hash of the build; null for another page. */
export function entryIn(html: string): string | null {
  return / src="([\w.~/-]*\/assets\/[\w.~-]+\.js)"/.exec(html)?.[1] ?? null;
}

/** This page's script; null in development. */
export function ownEntry(): string | null {
  return entryIn(document.head.outerHTML);
}

/** The script of the server's page; null without an answer. Rejects when it cannot be asked. */
export async function fetchEntry(): Promise<string | null> {
  // The worker answers pages that are opened, not this request: it comes from the server.
  const response = await fetch(`${basePath()}/`, {
    cache: "no-cache",
    headers: { accept: "text/html" },
  });
  return response.ok ? entryIn(await response.text()) : null;
}

/**
 * A question whether the server has another build than this page's. The last answer counts: while a
 * cluster is upgraded, one server has the new build and another the old one.
 *
 * @param own this page's script
 * @param onAnswer not called without an answer, nor when the question was asked again meanwhile
 */
export function createQuestion(
  own: string,
  ask: () => Promise<string | null>,
  onAnswer: (isOther: boolean) => void,
): () => Promise<void> {
  let asked = 0;
  return async () => {
    const question = ++asked;
    const entry = await ask().catch(() => null);
    if (entry !== null && question === asked) onAnswer(entry !== own);
  };
}
