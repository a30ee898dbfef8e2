import type { WordsOf } from "../page-words.ts";

/** Why a reply failed, in English, and the list of keys. */
export const en = {
  retryIn: (time: string) => `You can retry in ${time}.`,
  provider_auth: "The model server rejected this server’s API key.",
  provider_unknown_model: "The model server doesn’t have the configured model.",
  provider_removed: "This model’s connection was removed.",
  model_unavailable: "You can’t use this model. Choose another model or assistant.",
  provider_wrong_address: "There is no chat API at the model server’s address.",
  message_too_long: "This message is too long for the model. Shorten it, or attach fewer files.",
  provider_rate_limited: "The model is busy right now.",
  provider_rejected:
    "The model server rejected this request. It may be too long or against its rules.",
  provider_unreachable: "The model server can’t be reached.",
  provider_unavailable: "The model server had an error.",
  provider_timeout: "The model server took too long to answer.",
  provider_cut: "The connection to the model server was lost before the reply was complete.",
  provider_nonsense: "The model server sent an unreadable answer.",
  too_complex: "The built-in model would need more time or memory than a reply may use.",
  workers_lost: "The server writing this reply failed twice. The text so far was kept.",
  internal: "Something went wrong on this server.",
};

/** Why a reply failed, in one language. */
export type FailureWords = WordsOf<typeof en>;
