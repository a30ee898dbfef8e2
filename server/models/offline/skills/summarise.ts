import { escapeMarkdown } from "../language/markdown-text.ts";
import type { Skill, SkillInput, SkillTools } from "../skill.ts";
import { extractSentences } from "../summary/extract-sentences.ts";
import { splitSentences } from "../summary/split-sentences.ts";
import { minSentences, summary } from "../summary/write-summary.ts";
import type { ArchiveHit } from "../thread-archive.ts";
import { searchWords } from "./search-words.ts";
import { link } from "./search-threads.ts";

/** Requests for a summary, with their subject. */
export const summaryCommand =
  /^(?:(?:summari[sz]e|sum up|give me (?:a|the) summary(?: of)?|(?:write |make )?(?:a )?summary(?: of)?|tl;?dr|shorten|recap)|(?:resume[rz]?(?:[- ]moi)?|fais(?:[- ]moi)? (?:un|le) resume(?: de)?|(?:un )?resume de|synthetise[rz]?)|(?:resume(?:me)?|resumir|haz(?:me)? un resumen(?: de)?|(?:un )?resumen(?: de)?|sintetiza))(?=[ :,]|$) ?(?<target>.*)$/;
const aboutThread =
  /^(?:my|our|the|a|last|mon|ma|mes|notre|la|le|mi|mis|nuestra|nuestro|el) (?:\w+ )?(?:chats?|conversations?|threads?|discussions?|fils?|conversacion(?:es)?|hilos?|charlas?) (?:about|on|with|sur|a propos de|au sujet de|de|sobre|acerca de) (?<topic>.+)$/;
const lastThread =
  /^(?:my|our|the|mon|ma|mi) (?:last|latest|previous|derniere?|ultim[oa]) (?:chat|conversation|thread|discussion|fil|conversacion|hilo|charla)$|^(?:ma conversation precedente|mi conversacion anterior)$/;

/**
 * Summaries by extraction: of a pasted text, of this thread, or of another of the user's threads.
 */
export const summarise: Skill = async (input, tools) => {
  const target = summaryCommand.exec(input.plain)?.groups?.["target"];
  if (target === undefined) return null;
  if (input.payload && isProse(input.payload))
    return summary(input.payload, input, input.phrases.summary.ofText);
  const topic = aboutThread.exec(target)?.groups?.["topic"];
  if (topic) return summariseTopic(topic, input, tools);
  if (lastThread.test(target)) return summariseLatest(input, tools);
  const rest = input.text.replace(/^\S+\s+/, "");
  if (isProse(rest) && splitSentences(rest, input.locale).length >= minSentences)
    return summary(rest, input, input.phrases.summary.ofText);
  return summariseConversation(input);
};

function isProse(text: string): boolean {
  return text.length >= 150;
}

function summariseConversation(input: SkillInput): string {
  const { phrases } = input;
  const earlier = input.turns.slice(0, -1);
  if (earlier.length === 0) return phrases.summary.nothingYet;
  const asked = earlier.filter((turn) => turn.role === "user").map((turn) => turn.text);
  const text = earlier.map((turn) => turn.text).join("\n\n");
  const asks = asked.slice(-8).map((question) => `- ${escapeMarkdown(firstLine(question))}`);
  const counted = phrases.summary.counts(asked.length, earlier.length - asked.length);
  const parts = [`${counted}\n\n${phrases.summary.asked}\n\n${asks.join("\n")}`];
  const isLong = extractSentences(text, { locale: input.locale, count: 2 }).length > 1;
  parts.push(
    isLong ? summary(text, input, phrases.summary.ofConversation) : phrases.summary.tooShort,
  );
  return parts.join("\n\n");
}

async function summariseTopic(
  topic: string,
  input: SkillInput,
  tools: SkillTools,
): Promise<string> {
  const words = searchWords(topic, input.text);
  const isSaidHere = ({ messageText }: ArchiveHit) =>
    input.turns.some(({ text }) => text.includes(messageText));
  const hits = words.length > 0 ? await tools.threads.search(input.userId, words, 20) : [];
  const best = hits.find((hit) => !isSaidHere(hit));
  if (!best)
    return input.phrases.search.nothing(
      words.map((word) => `**${escapeMarkdown(word)}**`).join(", "),
    );
  return summariseThread(best, input, tools);
}

async function summariseLatest(input: SkillInput, tools: SkillTools): Promise<string> {
  const threads = await tools.threads.recent(input.userId, 5);
  const first = input.turns[0]?.text;
  for (const thread of threads) {
    const messages = await tools.threads.messages(input.userId, thread.threadId);
    const isThisOne = messages[0] === undefined || messages[0].text === first;
    if (!isThisOne) return summariseThread(thread, input, tools);
  }
  return input.phrases.search.noThreads;
}

async function summariseThread(
  thread: { threadId: string; title: string | null },
  input: SkillInput,
  tools: SkillTools,
): Promise<string> {
  const messages = await tools.threads.messages(input.userId, thread.threadId);
  const text = messages.map((message) => message.text).join("\n\n");
  return summary(
    text,
    input,
    input.phrases.summary.ofThread(link(thread.threadId, thread.title, input)),
  );
}

function firstLine(text: string): string {
  const line = text.trim().split("\n", 1)[0] ?? "";
  return line.length > 120 ? `${line.slice(0, 119).toWellFormed()}…` : line;
}
