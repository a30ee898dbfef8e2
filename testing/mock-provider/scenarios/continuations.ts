import type { Scenario, ScenarioCall } from "../scenario.ts";

/** A reply of two sentences, whose first answer ends within the second. */
const whole =
  "Put the bag outside before eight in the morning. Then take out the trash, and close the lid.";
const cutAt = whole.indexOf(" trash");
const lastSentence = whole.indexOf("Then");

/** Another reply with the same beginning. */
const anew = `${whole.slice(0, 60)} and so on, in other words than before.`;

/** The text after the cut; a model that was asked for it leaves out the blank. */
function restFor({ request }: ScenarioCall): string {
  const rest = whole.slice(cutAt);
  return request.continues === "asked" ? rest.trimStart() : rest;
}

function say({ chunks }: ScenarioCall, text: string, finishReason = "stop"): void {
  const words = text.split(/(?<= )/);
  chunks.start();
  chunks.texts(words);
  chunks.finish(words.length, finishReason);
}

const parameters = ["continue_final_message", "add_generation_prompt"];

/**
 * The first parameter that servers such as OpenAI's would refuse as unknown; null when there is
 * none.
 */
function unknownIn({ request }: ScenarioCall): string | null {
  const named = parameters.find((name) => name in request.body);
  if (named) return named;
  const messages: unknown = request.body["messages"];
  const last: unknown = Array.isArray(messages) ? messages.at(-1) : null;
  return Object.hasOwn(Object(last), "prefix") ? "messages[1].prefix" : null;
}

function refuse({ out }: ScenarioCall, message: string): void {
  out.sendError(400, { message, type: "invalid_request_error", code: null });
}

/** Answers to a request that continues a message. */
const prefilled: Readonly<Record<string, (call: ScenarioCall) => void | Promise<void>>> = {
  goes: (call) => say(call, restFor(call)),
  refused: (call) =>
    refuse(call, "Assistant response prefill is incompatible with enable_thinking."),
  unexplained: (call) => refuse(call, "Bad request."),
  strict(call) {
    const name = unknownIn(call);
    if (name === null) say(call, restFor(call));
    else refuse(call, `Unknown parameter: '${name}'.`);
  },
  echo: (call) => say(call, whole),
  repeats: (call) => say(call, whole.slice(lastSentence)),
  over: (call) => say(call, anew),
  silent: (call) => say(call, ""),
  async broken(call) {
    call.chunks.start();
    call.chunks.text(restFor(call).slice(0, 6));
    // A client may drop text that arrives with the cut.
    await call.pacer.after(50, call.out.closed);
    call.out.cut("fin");
  },
};

/** Answers to a message that asks for the rest. */
const asked: Readonly<Record<string, (call: ScenarioCall) => void>> = {
  goes: (call) => say(call, restFor(call)),
  repeats: (call) => say(call, whole.slice(lastSentence)),
  over: (call) => say(call, anew),
  echo: (call) => say(call, whole),
  silent: (call) => say(call, ""),
  thinks(call) {
    call.chunks.start();
    call.chunks.texts(["The user wants ", "the rest.", "</think>", "\n\n"]);
    call.chunks.text(restFor(call));
    call.chunks.finish(6);
  },
};

/**
 * A reply that is cut off at its length limit, and how it is continued: `prefill` (goes, refused,
 * unexplained, strict, echo, repeats, over, silent, broken) and `ask` (goes, repeats, over, echo,
 * silent, thinks).
 */
export const cutOff: Scenario = {
  keys: ["prefill", "ask"],
  run(call) {
    const { request, params } = call;
    if (request.continues === null) return say(call, whole.slice(0, cutAt), "length");
    const goOn =
      request.continues === "prefilled"
        ? prefilled[params.text("prefill", "goes")]
        : asked[params.text("ask", "goes")];
    if (goOn) return goOn(call);
    refuse(call, "The scenario has no such way to go on.");
  },
  text: () => whole,
};
