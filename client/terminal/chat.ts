import { connectChat } from "../connect.ts";
import { toRequestError } from "../request-error.ts";
import { type ChatArguments, readArguments, usage } from "./arguments.ts";
import { Conversation } from "./conversation.ts";
import { configFolder, createFileCredentials } from "./credentials-file.ts";
import { describeEnd, describeFailure } from "./describe-failure.ts";
import { askLine, readAll } from "./read-prompt.ts";
import { createScreen, type Screen } from "./screen.ts";

/** Exit codes: as usual for a wrong command line and for Ctrl-C. */
const exits = { ok: 0, failed: 1, usage: 2, interrupted: 130 };

/** For how long Ctrl-C waits for the server to confirm the stop, in milliseconds. */
const stopMs = 3_000;

const exit = await main();
// A pipe may take what was written only after this.
await new Promise((resolve) => process.stdout.write("", resolve));
process.exit(exit);

async function main(): Promise<number> {
  const args = readArguments(process.argv.slice(2));
  if (args === "help") return print(process.stdout, usage, exits.ok);
  if ("problem" in args) return print(process.stderr, `${args.problem}\n\n${usage}`, exits.usage);
  const isPrompted = args.prompt === null && process.stdin.isTTY;
  const prompt = isPrompted ? null : (args.prompt ?? (await readAll(process.stdin)));
  if (prompt?.trim() === "")
    return print(process.stderr, `There is no message to send.\n\n${usage}`, exits.usage);
  return chat(args, prompt);
}

async function chat(args: ChatArguments, prompt: string | null): Promise<number> {
  const screen = createScreen(process.stdout, process.stderr, !process.env["NO_COLOR"]);
  const credentials = createFileCredentials(configFolder(process.env), args.url, screen.note);
  const client = connectChat({
    url: args.url,
    credentials,
    preferences: () => ({ timeZone: localTimeZone() }),
  });
  const conversation = new Conversation(client, args.threadId);
  const interrupted = stopOnInterrupt(conversation, screen);
  try {
    await client.grant();
    if (args.threadId !== null) await conversation.resume();
    const exit =
      prompt === null
        ? await talk(conversation, screen, interrupted)
        : await sayOnce(conversation, prompt, screen);
    if (args.threadId === null) screen.note(`Go on with --thread ${conversation.threadId}`);
    return interrupted.aborted ? exits.interrupted : exit;
  } catch (cause) {
    screen.note(describeFailure(toRequestError(cause), args.url, args.threadId));
    return exits.failed;
  } finally {
    await client.close();
  }
}

async function sayOnce(
  conversation: Conversation,
  prompt: string,
  screen: Screen,
): Promise<number> {
  const problem = describeEnd(await conversation.say(prompt, screen));
  if (problem !== null) screen.note(problem);
  return problem === null ? exits.ok : exits.failed;
}

/** Takes turns until Ctrl-D or Ctrl-C. */
async function talk(
  conversation: Conversation,
  screen: Screen,
  interrupted: AbortSignal,
): Promise<number> {
  screen.note(`Ctrl-C stops a reply and ends, Ctrl-D ends.`);
  for (;;) {
    const answer = await askLine(process.stdin, process.stderr, "\n› ");
    if (answer === "interrupt") return exits.interrupted;
    if (answer === "end") return exits.ok;
    if (answer.line.trim() === "") continue;
    await sayOnce(conversation, answer.line, screen);
    if (interrupted.aborted) return exits.interrupted;
  }
}

/** Ctrl-C stops the reply, whose end then ends the program; a second one ends it at once. */
function stopOnInterrupt(conversation: Conversation, screen: Screen): AbortSignal {
  const interrupted = new AbortController();
  const leave = () => process.exit(exits.interrupted);
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
