import { type Calculator, loadCalculator } from "../arithmetic/load-calculator.ts";
import { answer } from "../choose-skill.ts";
import { estimateUsage } from "../estimate-usage.ts";
import { extractSummary } from "../extract-summary.ts";
import { makeTitle } from "../make-title.ts";
import { cutToPieces } from "../pace-text.ts";
import type { Phrases } from "../phrases/phrases.ts";
import { readRequest } from "../read-request.ts";
import type { Answer, AnswerJob } from "./answer-job.ts";
import { ArchiveAsked, knownArchive } from "./known-archive.ts";

/** Longest reply of the built-in model in UTF-16 code units: far more than its skills produce. */
const longestAnswer = 256 * 1024;

/** Creates a function that computes answers in this process. Loads the calculator on first use. */
export function createComposer(): (job: AnswerJob) => Promise<Answer> {
  const calculator = loadOnce(loadCalculator);
  return (job) => composeAnswer(job, calculator);
}

async function composeAnswer(
  { request, now, known }: AnswerJob,
  calculator: () => Promise<Calculator>,
): Promise<Answer> {
  try {
    const whole =
      request.purpose === "title"
        ? makeTitle(request)
        : request.purpose === "summary"
          ? extractSummary(request)
          : await answer(readRequest(request, now), { threads: knownArchive(known), calculator });
    const bounded = whole.slice(0, longestAnswer).toWellFormed();
    const rest = restOf(bounded, readRequest(request, now).phrases, request.continues);
    const text = cutToPieces(rest, request.maxOutputTokens);
    const isCut = whole.length > longestAnswer || text.length < rest.length;
    return { kind: "text", text, usage: estimateUsage(request, text), isCut };
  } catch (error) {
    if (error instanceof ArchiveAsked) return { kind: "asks", question: error.question };
    return { kind: "failed", reason: placeOf(error) };
  }
}

/** The rest of a reply after the existing beginning; all of it without one. */
function restOf(whole: string, { continuing }: Phrases, before: string | undefined): string {
  if (before === undefined) return whole;
  return whole.startsWith(before) ? whole.slice(before.length) : `\n\n${continuing.different}`;
}

/** The type of an error and where it was thrown, without its message, which may quote user text. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? "").split("\n").filter((line) => line.trim().startsWith("at "));
  return [error.name, ...frames.slice(0, 5).map((frame) => frame.trim())].join(" ");
}

/** Loads on the first call; retries a failed load on the next. */
function loadOnce(load: () => Promise<Calculator>): () => Promise<Calculator> {
  let loading: Promise<Calculator> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}
