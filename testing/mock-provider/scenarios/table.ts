import type { Scenario } from "../scenario.ts";
import { cutBeforeHeaders, cutCloseDelimited, cutEvent, cutFin, cutRst } from "./cuts.ts";
import { cutOff } from "./continuations.ts";
import { dataAfterDone, doneOnly, errorObject, lateEnd, noDone, usage } from "./endings.ts";
import { flood, many } from "./flood.ts";
import {
  alternate,
  alwaysLast,
  contentList,
  keepAlives,
  longThought,
  noSystem,
  onlyThoughts,
  whole,
} from "./odd-servers.ts";
import { oddError, oddStream, thinksApart, thinksInText, wrapped } from "./odd-shapes.ts";
import { smallContext } from "./context.ts";
import { nonsense, nul, slowByte, splitUtf8 } from "./odd-bytes.ts";
import { paced } from "./paced.ts";
import { bigDelta, echo, empty, emptyChoices, gate, title } from "./plain-replies.ts";
import {
  contextLength,
  redirect,
  refuseEffort,
  refuseImages,
  refuseParam,
  serverError,
  tooManyRequests,
  unauthorized,
  unknownModel,
} from "./refusals.ts";
import { comments, stall, stallBeforeHeaders, stallMiddle } from "./stalls.ts";

/** Every scenario by the name a directive uses. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  paced,
  flood,
  many,
  echo,
  title,
  gate,
  empty,
  "big-delta": bigDelta,
  "empty-choices": emptyChoices,
  "429": tooManyRequests,
  "500": serverError,
  "401": unauthorized,
  "unknown-model": unknownModel,
  redirect,
  "context-length": contextLength,
  "refuse-param": refuseParam,
  "refuse-images": refuseImages,
  "refuse-effort": refuseEffort,
  "cut-fin": cutFin,
  "cut-rst": cutRst,
  "cut-close-delimited": cutCloseDelimited,
  "cut-event": cutEvent,
  "cut-before-headers": cutBeforeHeaders,
  stall,
  "stall-before-headers": stallBeforeHeaders,
  "stall-middle": stallMiddle,
  comments,
  "slow-byte": slowByte,
  "split-utf8": splitUtf8,
  nul,
  nonsense,
  "no-done": noDone,
  "done-only": doneOnly,
  "late-end": lateEnd,
  "data-after-done": dataAfterDone,
  "error-object": errorObject,
  usage,
  "always-last": alwaysLast,
  "content-list": contentList,
  whole,
  "keep-alives": keepAlives,
  "long-thought": longThought,
  alternate,
  "no-system": noSystem,
  "only-thoughts": onlyThoughts,
  "odd-stream": oddStream,
  wrapped,
  "thinks-in-text": thinksInText,
  "thinks-apart": thinksApart,
  "odd-error": oddError,
  "small-context": smallContext,
  "cut-off": cutOff,
};
