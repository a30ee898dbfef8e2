import type { CoreLocale } from "../../../../shared/locale.ts";
import { allStopWords } from "../language/stop-words.ts";
import { splitSentences } from "./split-sentences.ts";

/** Maximum number of sentences to compare: the work is quadratic. */
const maxSentences = 250;

/** Share of a sentence's rank that comes from its similarity to others, as in PageRank. */
const damping = 0.85;
const rounds = 20;

/** Similarity (0 to 1) from which a sentence repeats a chosen one. */
const redundant = 0.5;

interface Candidate {
  text: string;
  position: number;
  words: Set<string>;
  score: number;
}

/**
 * Picks the `count` most representative sentences, in the text's order.
 *
 * The method is TextRank: sentences vote for those they share content words with, and votes of
 * well-ranked ones weigh more. First sentences get a bonus, repetitions are skipped.
 */
export function extractSentences(
  text: string,
  options: { locale: CoreLocale; count: number },
): string[] {
  const stop = allStopWords();
  const sentences = splitSentences(text, options.locale).slice(0, maxSentences);
  const candidates = sentences
    .map((sentence, position): Candidate => ({
      text: sentence,
      position,
      words: contentWords(sentence, stop),
      score: 0,
    }))
    .filter(({ words }) => words.size >= 3);
  rank(candidates);
  const chosen: Candidate[] = [];
  for (const candidate of candidates.toSorted((a, b) => b.score - a.score)) {
    if (chosen.length >= options.count) break;
    if (chosen.every((other) => overlap(candidate.words, other.words) < redundant))
      chosen.push(candidate);
  }
  return chosen.sort((a, b) => a.position - b.position).map((candidate) => candidate.text);
}

/** The content words in the most sentences, most frequent first: roughly what a text is about. */
export function frequentWords(text: string, count: number): string[] {
  const stop = allStopWords();
  const counts = new Map<string, { shown: string; times: number }>();
  for (const shown of text.normalize("NFC").match(/\p{L}[\p{L}\p{N}'’-]{3,}/gu) ?? []) {
    const key = stem(shown);
    if (stop.has(shown.toLowerCase())) continue;
    const entry = counts.get(key);
    if (entry) entry.times++;
    else counts.set(key, { shown: shown.toLowerCase(), times: 1 });
  }
  const repeated = [...counts.values()].filter(({ times }) => times > 1);
  return repeated
    .sort((a, b) => b.times - a.times)
    .slice(0, count)
    .map(({ shown }) => shown);
}

function rank(candidates: Candidate[]): void {
  const likeness = candidates.map((a) =>
    candidates.map((b) => (a === b ? 0 : overlap(a.words, b.words))),
  );
  const sums = likeness.map((row) => row.reduce((sum, value) => sum + value, 0));
  let scores = candidates.map(() => 1);
  for (let round = 0; round < rounds; round++) {
    scores = candidates.map((_, to) => {
      const votes = scores.reduce((sum, score, from) => {
        const total = sums[from] ?? 0;
        return total > 0 ? sum + (score * (likeness[from]?.[to] ?? 0)) / total : sum;
      }, 0);
      return 1 - damping + damping * votes;
    });
  }
  for (const [index, candidate] of candidates.entries()) {
    const opening = 1 + 0.3 / (1 + candidate.position);
    const brevity = candidate.words.size > 40 ? 0.7 : 1;
    candidate.score = (scores[index] ?? 0) * opening * brevity;
  }
}

/** Shared words relative to the length of both sentences, 0 to 1. */
function overlap(a: Set<string>, b: Set<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return (2 * shared) / (a.size + b.size);
}

function contentWords(sentence: string, stop: Set<string>): Set<string> {
  const words =
    sentence
      .normalize("NFC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]{2,}/gu) ?? [];
  return new Set(words.filter((word) => !stop.has(word)).map(stem));
}

/**
 * Strips plural and mute endings of the three languages: crude, but the same on both sides of a
 * comparison.
 */
function stem(word: string): string {
  const small = word.toLowerCase();
  return small.length > 4 ? small.replace(/[sx]$/u, "").replace(/e$/u, "") : small;
}
