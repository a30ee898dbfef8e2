import { parseArgs } from "node:util";
import { idPrefixes } from "../../shared/ids.ts";

/** The parsed command line. */
export interface ChatArguments {
  url: string;
  /** A thread to continue; null for a new one. */
  threadId: string | null;
  /** Null when it comes from standard input. */
  prompt: string | null;
}

/** The address of a server with default settings. */
export const defaultUrl = "http://localhost:8000";

export const usage = `Usage: bun run chat [--url <address>] [--thread <id>] ["message"]

  --url     the server's address (default: ${defaultUrl})
  --thread  go on with this thread
  --help    show this

Without a message it is read from standard input; in a terminal a conversation begins.
`;

/** The arguments, `help`, or a message about what is wrong with them. */
export function readArguments(argv: string[]): ChatArguments | "help" | { problem: string } {
  const parsed = parse(argv);
  if ("problem" in parsed) return parsed;
  const { values, positionals } = parsed;
  if (values.help) return "help";
  const url = readAddress(values.url ?? defaultUrl);
  if (url === null) return { problem: `${values.url} is not an http address.` };
  const threadId = values.thread ?? null;
  if (threadId !== null && !threadId.startsWith(`${idPrefixes.thread}_`)) {
    return { problem: `${threadId} is not a thread id: those begin with ${idPrefixes.thread}_.` };
  }
  return { url, threadId, prompt: positionals.length > 0 ? positionals.join(" ") : null };
}

const options = {
  url: { type: "string" },
  thread: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

function parse(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

/** Drops a page or the procedures' path at its end. A bare `host:port` means http. */
function readAddress(address: string): string | null {
  const full = /^[a-z]+:\/\//i.test(address) ? address : `http://${address}`;
  const url = URL.canParse(full) ? new URL(full) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  return url.origin + url.pathname.replace(/\/(?:trpc|t\/\w+)?\/?$/, "");
}
