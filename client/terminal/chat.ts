import { connectChat } from "../connect.ts";
import { toRequestError } from "../request-error.ts";
import { type ChatArguments, defaultUrl, readArguments, usage } from "./arguments.ts";
import { Conversation } from "./conversation.ts";
import { configFolder, createFileCredentials } from "./credentials-file.ts";
import { describeEnd, describeFailure } from "./describe-failure.ts";
import { describeOutage, describeRefusal } from "./describe-outage.ts";
import { askLine, readAll } from "./read-prompt.ts";
import { createScreen, type Screen } from "./screen.ts";

/** Exit codes: the usual ones for a wrong command line and for Ctrl-C. */
const exits = { ok: 0, failed: 1, usage: 2, interrupted: 130 };

/** How long Ctrl-C waits for the server to confirm the stop, in milliseconds. */
const stopMs = 3_000;

/** Continues a reply that was cut off, instead of being sent. */
const continueCommand = "/continue";

const exit = await main();
// A pipe may accept written data only after this.
await new Promise((resolve) => process.stdout.write("", resolve));
process.exit(exit);

async function main(): Promise<number> {
  const args = readArguments(process.argv.slice(2));
  if (args === "help") return print(process.stdout, usage, exits.ok);
  if ("problem" in args) return print(process.stderr, `${args.problem}\n\n${usage}`, exits.usage);
  const isPrompted = args.prompt === null && process.stdin.isTTY;
  const prompt = isPrompted ? null : (args.prompt ?? (await readAll(process.stdin)));
  if (prompt?.trim() === "")
    return print(process.stderr, `No message to send.\n\n${usage}`, exits.usage);
  return chat(args, prompt);
}

async function chat(args: ChatArguments, prompt: string | null): Promise<number> {
  const screen = createScreen(process.stdout, process.stderr, !process.env["NO_COLOR"]);
  const { url, threadId } = args;
  const client = connectChat({
    url,
    credentials: createFileCredentials(configFolder(process.env), url, screen.note),
    preferences: () => ({ timeZone: localTimeZone() }),
  });
  const conversation = new Conversation({
    client,
    threadId,
    screen,
    describeOutage: () => describeOutage(url),
  });
  const interrupted = stopOnInterrupt(conversation, screen, args);
  const talk = { conversation, screen, args, interrupted };
  try {
    await client.grant();
    if (threadId !== null) await conversation.resume();
    const exit = prompt === null ? await takeTurns(talk) : await sayOnce(talk, prompt);
    if (conversation.isBegun && (threadId === null || exit === exits.failed))
      screen.note(howToGoOn(args, conversation.threadId));
    return interrupted.aborted ? exits.interrupted : exit;
  } catch (cause) {
    const error = toRequestError(cause);
    const refusal = error.code === "unavailable" ? await describeRefusal(url) : null;
    screen.note(refusal ?? describeFailure(error, url, threadId));
    return exits.failed;
  } finally {
    await client.close();
  }
}

/** Shared by the turns of one program. */
interface Talk {
  conversation: Conversation;
  screen: Screen;
  args: ChatArguments;
  interrupted: AbortSignal;
}

async function sayOnce({ conversation, screen, args }: Talk, prompt: string): Promise<number> {
  try {
    const isCommand = prompt.trim() === continueCommand;
    const end = isCommand ? await conversation.goOn() : await conversation.say(prompt);
    const note = describeEnd(end);
    if (note !== null) screen.note(note);
    return end.status === "completed" ? exits.ok : exits.failed;
  } catch (cause) {
    screen.note(describeFailure(toRequestError(cause), args.url, args.threadId));
    return exits.failed;
  }
}

/** Takes turns until Ctrl-D or Ctrl-C. A failed turn does not end the program. */
async function takeTurns(talk: Talk): Promise<number> {
  talk.screen.note(
    `Ctrl-C stops a reply or quits, Ctrl-D quits. ${continueCommand} continues a reply that was cut off.`,
  );
  for (;;) {
    const answer = await askLine(process.stdin, process.stderr, "\n› ");
    if (answer === "interrupt") return exits.interrupted;
    if (answer === "end") return exits.ok;
    if (answer.line.trim() === "") continue;
    await sayOnce(talk, answer.line);
    if (talk.interrupted.aborted) return exits.interrupted;
  }
}

/** The command line that continues a thread. */
function howToGoOn({ url }: ChatArguments, threadId: string): string {
  const server = url === defaultUrl ? "" : `--url ${url} `;
  return `Continue with ${server}--thread ${threadId}`;
}

/** Ctrl-C stops the reply, whose end then ends the program; a second one exits immediately. */
function stopOnInterrupt(
  conversation: Conversation,
  screen: Screen,
  args: ChatArguments,
): AbortSignal {
  const interrupted = new AbortController();
  const leave = () => {
    if (conversation.isBegun) screen.note(howToGoOn(args, conversation.threadId));
    process.exit(exits.interrupted);
  };
  process.once("SIGINT", () => {
    interrupted.abort();
    process.once("SIGINT", leave);
    if (!conversation.isReplying) leave();
    setTimeout(leave, stopMs);
    conversation.stop().catch((cause: unknown) => {
      screen.note(`The reply could not be stopped: ${toRequestError(cause).message}`);
    });
  });
  return interrupted.signal;
}

function localTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function print(to: NodeJS.WriteStream, text: string, exit: number): number {
  to.write(text);
  return exit;
}
