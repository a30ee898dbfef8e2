import type { Params } from "../params.ts";
import type { Scenario, ScenarioCall } from "../scenario.ts";
import { tokensOf } from "../text.ts";

const recoveredTokens = 10;

function recover({ chunks }: ScenarioCall): void {
  chunks.start();
  chunks.texts(tokensOf("plain", recoveredTokens));
  chunks.finish(recoveredTokens);
}

const recoveredText = () => tokensOf("plain", recoveredTokens).join("");

/**
 * Whether this request is one of the first `times`, which are refused; without `times`, all are.
 */
function refusing({ params, attempt }: ScenarioCall): boolean {
  return attempt <= params.number("times", Number.MAX_SAFE_INTEGER);
}

function retryAfter(params: Params): Record<string, string> {
  const seconds = params.number("in", 1);
  const after = params.text("after", "seconds");
  switch (after) {
    case "seconds":
      return { "retry-after": String(seconds) };
    case "date":
      return { "retry-after": new Date(Date.now() + seconds * 1_000).toUTCString() };
    case "ms":
      return { "retry-after-ms": String(seconds * 1_000) };
    case "absurd":
      return { "retry-after": "99999999999" };
    case "none":
      return {};
    default:
      return { "retry-after": after };
  }
}

/**
 * `after=seconds|date|ms|absurd|none` or any other text, `in` seconds; answers normally after
 * `times`.
 */
export const tooManyRequests: Scenario = {
  keys: ["times", "after", "in"],
  run(call) {
    if (!refusing(call)) return recover(call);
    const body = {
      message: "Rate limit reached",
      type: "requests",
      param: null,
      code: "rate_limit_exceeded",
    };
    call.out.send(429, JSON.stringify({ error: body }), retryAfter(call.params));
  },
  text: recoveredText,
};

/** `status` (500); answers normally after `times`. */
export const serverError: Scenario = {
  keys: ["times", "status"],
  run(call) {
    if (!refusing(call)) return recover(call);
    call.out.sendError(call.params.number("status", 500), {
      message: "The server had an error while processing your request",
      type: "server_error",
      code: null,
    });
  },
  text: recoveredText,
};

export const unauthorized: Scenario = {
  keys: ["status"],
  run({ out, params }) {
    out.sendError(params.number("status", 401), {
      message: "Incorrect API key provided: mock",
      type: "invalid_request_error",
      code: "invalid_api_key",
    });
  },
};

/** In the form of OpenAI (404), or of some compatible servers (`status=400`). */
export const unknownModel: Scenario = {
  keys: ["status"],
  run({ out, params, request }) {
    out.sendError(params.number("status", 404), {
      message: `The model '${request.model}' does not exist or you do not have access to it.`,
      type: "invalid_request_error",
      code: "model_not_found",
    });
  },
};

export const contextLength: Scenario = {
  keys: [],
  run({ out }) {
    out.sendError(400, {
      message: "This model's maximum context length is 8192 tokens.",
      type: "invalid_request_error",
      param: "messages",
      code: "context_length_exceeded",
    });
  },
};

/** Redirects the client; one that follows shows up in the log again. */
export const redirect: Scenario = {
  keys: [],
  run: ({ out }) => out.send(307, "", { location: "/v1/chat/completions" }),
};

/** Refuses requests that have any of the parameters `param=a,b`; answers normally without them. */
export const refuseParam: Scenario = {
  keys: ["param"],
  run(call) {
    const refused = call.params.text("param", "stream_options").split(",");
    const param = refused.find((name) => name in call.request.body);
    if (!param) return recover(call);
    const message = `Unsupported parameter: '${param}' is not supported with this model.`;
    call.out.sendError(400, {
      message,
      type: "invalid_request_error",
      param,
      code: "unsupported_parameter",
    });
  },
  text: recoveredText,
};

/**
 * Refuses requests with images, as a server of a text model does; answers normally without them.
 */
export const refuseImages: Scenario = {
  keys: [],
  run(call) {
    if (!JSON.stringify(call.request.body).includes('"image_url"')) return recover(call);
    call.out.sendError(400, {
      message: "Invalid content type. image_url is only supported by certain models.",
      type: "invalid_request_error",
      param: "messages.[1].content.[0].type",
      code: null,
    });
  },
  text: recoveredText,
};

/**
 * Refuses requests that set the effort: by any parameter of `param=a,b`, or by a `reasoning_effort`
 * among `values=a,b`. `says` is the message. Answers normally otherwise.
 */
export const refuseEffort: Scenario = {
  keys: ["param", "values", "says"],
  run(call) {
    const { params, request } = call;
    const names = params.text("param", "reasoning_effort").split(",");
    const values = params.has("values") ? params.text("values", "").split(",") : null;
    const refused = names.find(
      (name) => name in request.body && (values?.includes(String(request.body[name])) ?? true),
    );
    if (refused === undefined) return recover(call);
    const message = params.text("says", "Unrecognized request argument supplied: %p");
    call.out.sendError(400, {
      message: message.replaceAll("%p", refused).replaceAll("%v", String(request.body[refused])),
      type: "invalid_request_error",
      code: null,
    });
  },
  text: recoveredText,
};
