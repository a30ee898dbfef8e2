import { formatMoment } from "../calendar/format-date.ts";
import { escapeMarkdown } from "../language/markdown-text.ts";
import type { Skill, SkillInput } from "../skill.ts";
import type { ArchiveHit } from "../thread-archive.ts";
import { searchWords } from "./search-words.ts";

const threadsEn = String.raw`(?:all )?(?:of )?(?:my|our|the|previous|past|old|earlier|other) (?:\w+ )?(?:chats?|conversations?|threads?|messages?|discussions?|history)`;
const threadsFr = String.raw`(?:toutes |tous )?(?:mes|nos|les|mon|l') ?(?:\w+ )?(?:conversations?|discussions?|messages?|chats?|fils?|echanges|historique)`;
const threadsEs = String.raw`(?:todas |todos )?(?:mis|nuestras|nuestros|las|los|mi|el) (?:\w+ )?(?:conversaci[a-z]+|chats?|mensajes?|hilos?|charlas?|historial)`;
const threads = `(?:${threadsEn}|${threadsFr}|${threadsEs})`;
const verb = String.raw`(?:find|search(?: for)?|look for|look up|(?:re)?cherche[rz]?(?:[- ]moi)?|(?:re)?trouve[rz]?(?:[- ]moi)?|busca(?:r|me)?|encuentra(?:me)?|encontrar)`;

/** The search words are in `what`; patterns that mention threads come first, the bare verb last. */
const patterns = [
  new RegExp(
    String.raw`^${verb} (?<what>.+?) (?:in|across|through|from|dans|parmi|en|entre) ${threads}$`,
  ),
  new RegExp(
    String.raw`^(?:search|look|go|(?:re)?cherche[rz]?|busca(?:r|me)?) (?:(?:in|through|dans|en) )?${threads} (?:(?:for|about|on|sur|de|sobre|por) )?(?<what>.+)$`,
  ),
  /^(?:where|when|in which (?:chat|thread)) did (?:i|we|you) (?:talk|speak|chat|mention|discuss|say|write|ask)(?: something)?(?: about)? (?<what>.+)$/,
  /^what did (?:i|we|you) (?:say|write|ask|tell (?:you|me)) (?:about|on) (?<what>.+)$/,
  /^(?:ou|quand|dans quelle (?:conversation|discussion)) (?:ai-je|avons-nous|on a|j'ai|est-ce que j'ai|a-t-on) (?:parle|mentionne|ecrit|dit|discute) (?<what>.+)$/,
  /^qu'(?:ai-je|est-ce que j'ai) (?:dit|ecrit|demande) (?:sur|a propos de|de) (?<what>.+)$/,
  /^(?:donde|cuando|en que (?:chat|conversacion)) (?:hable|hablamos|mencione|mencionamos|escribi|dije|pregunte) (?<what>.+)$/,
  /^que (?:dije|escribi|pregunte) (?:sobre|de|acerca de) (?<what>.+)$/,
  new RegExp(String.raw`^${verb} (?<what>.+)$`),
];

const recentPattern =
  /^(?:(?:list|show|what (?:are|were))(?: me)? (?:my|our|the) (?:latest|last|recent|newest)? ?(?:chats|conversations|threads)|(?:my )?recent (?:chats|conversations|threads)|(?:liste|montre|affiche)(?:[- ]moi)? (?:mes|les) (?:dernieres |derniers )?(?:conversations|discussions|chats|fils)(?: recente?s)?|mes (?:dernieres )?(?:conversations|discussions)(?: recentes)?|(?:lista|muestra|muestrame|ensename) (?:mis|las|los) (?:ultim[ao]s )?(?:conversaciones|chats|hilos)(?: recientes)?|mis (?:ultim[ao]s )?(?:conversaciones|chats)(?: recientes)?)$/;

const hitLimit = 20;
const threadLimit = 6;
const excerptsPerThread = 2;

/** Searches the user's own threads, and lists the latest ones. */
export const searchThreads: Skill = async (input, tools) => {
  if (input.plain.length > 200) return null;
  if (recentPattern.test(input.plain)) {
    const latest = await tools.threads.recent(input.userId, 10);
    if (latest.length === 0) return input.phrases.search.noThreads;
    const rows = latest.map(
      ({ threadId, title, updatedAt }) =>
        `- ${link(threadId, title, input)} · ${formatMoment(updatedAt, input.locale, input.timeZone)}`,
    );
    return `${input.phrases.search.recent}\n\n${rows.join("\n")}`;
  }
  const what = patterns
    .map((pattern) => pattern.exec(input.plain)?.groups?.["what"])
    .find((found) => found !== undefined);
  const words = what ? searchWords(what, input.text) : [];
  if (words.length === 0) return null;
  const hits = await tools.threads.search(input.userId, words, hitLimit);
  const isSaidHere = ({ messageText }: ArchiveHit) =>
    input.turns.some(({ text }) => text.includes(messageText));
  const elsewhere = hits.filter((hit) => !isSaidHere(hit));
  const shownWords = words.map((word) => `**${escapeMarkdown(word)}**`).join(", ");
  if (elsewhere.length === 0) return input.phrases.search.nothing(shownWords);
  return `${input.phrases.search.found(shownWords)}\n\n${showThreads(elsewhere, words, input)}`;
};

function showThreads(
  hits: readonly ArchiveHit[],
  words: readonly string[],
  input: SkillInput,
): string {
  const byThread = Map.groupBy(hits, (hit) => hit.threadId);
  const blocks = [...byThread.entries()].slice(0, threadLimit).map(([threadId, found]) => {
    const quotes = found.slice(0, excerptsPerThread).map((hit) => {
      const moment = formatMoment(hit.createdAt, input.locale, input.timeZone);
      return `  > ${excerpt(hit.messageText, words)}\n  >\n  > — ${input.phrases.search.author(hit.role)}, ${moment}`;
    });
    return `- ${link(threadId, found[0]?.title ?? null, input)}\n\n${quotes.join("\n\n")}`;
  });
  return blocks.join("\n\n");
}

/** A link to a thread of this app; an untitled one gets a placeholder. */
export function link(threadId: string, title: string | null, input: SkillInput): string {
  return `[${escapeMarkdown(title ?? input.phrases.search.untitled)}](/t/${encodeURIComponent(threadId)})`;
}

/** Up to 200 characters around the first match, with all matches in bold. */
function excerpt(text: string, words: readonly string[]): string {
  const flat = text.replace(/\s+/g, " ").trim();
  const folded = flat.toLowerCase();
  const first = Math.min(
    ...words.map((word) => folded.indexOf(word.toLowerCase())).filter((at) => at >= 0),
    flat.length,
  );
  const from = first === flat.length ? 0 : wordStart(flat, Math.max(0, first - 80));
  const cut = flat.slice(from, from + 200);
  const end = from + 200 < flat.length ? Math.max(cut.lastIndexOf(" "), 120) : cut.length;
  const shown = escapeMarkdown(cut.slice(0, end).toWellFormed());
  const pattern = new RegExp(
    words.map((word) => RegExp.escape(escapeMarkdown(word))).join("|"),
    "giu",
  );
  const marked = shown.replace(pattern, "**$&**");
  return `${from > 0 ? "… " : ""}${marked}${from + end < flat.length ? " …" : ""}`;
}

function wordStart(text: string, at: number): number {
  if (at === 0) return 0;
  const space = text.indexOf(" ", at);
  return space < 0 || space - at > 40 ? at : space + 1;
}
