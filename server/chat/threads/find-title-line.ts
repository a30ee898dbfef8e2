/** "Title" in the languages that models use, in lower case. */
const titleWords = new Set(
  [
    ["title", "titre", "título", "titulo", "titolo", "títol", "titel", "überschrift", "rubrik"],
    ["otsikko", "tytuł", "název", "cím", "titlu", "naslov", "başlık", "judul", "tiêu đề"],
    ["заголовок", "название", "назва", "τίτλος", "العنوان", "عنوان", "כותרת", "शीर्षक"],
    ["标题", "標題", "题目", "題目", "タイトル", "제목"],
  ].flat(),
);

/** Words that models put around it, in lower case. */
const announcingWords = new Set(
  [
    ["sure", "okay", "ok", "certainly", "of", "course", "here", "here's", "here’s", "is", "how"],
    ["a", "an", "the", "my", "your", "this", "for", "would", "could", "might", "be", "as"],
    ["chat", "conversation", "thread", "discussion", "suggested", "suggestion", "proposed"],
    ["possible", "short", "concise", "good", "great", "fitting", "suitable", "descriptive"],
    ["voici", "un", "le", "du", "de", "la", "pour", "cette", "est", "serait", "proposé"],
    ["aquí", "tienes", "el", "del", "para", "esta", "es", "sería", "conversación", "sugerido"],
    ["der", "die", "das", "ein", "hier", "ist", "für", "dieses", "gespräch", "unterhaltung"],
  ].flat(),
);

/** Longest announcement of a title, in characters. */
const longestAnnouncement = 80;

/** Whether words only announce a title, such as "Here is a title". */
function isAnnouncement(words: string): boolean {
  const said = plain(words);
  if (titleWords.has(said)) return true;
  const each = said.split(/[ ,.!]+/).filter((word) => word !== "");
  const rest = each.filter((word) => !announcingWords.has(word));
  return rest.length === 1 && rest.every(isTitleWord);
}

function plain(words: string): string {
  return words
    .toLowerCase()
    .replace(/[*_#>"“«\s]+/g, " ")
    .trim();
}

/** In languages without spaces, the kind of title is part of the word. */
function isTitleWord(word: string): boolean {
  return titleWords.has(word) || /^\p{Script=Han}{1,4}(?:标题|標題|题目|題目)$/u.test(word);
}

/** A line without the announcement before its colon or dash; null where it has none. */
export function withoutAnnouncement(line: string): string | null {
  const colon = /[:：]|(?<=\S) [-–—] /.exec(line.slice(0, longestAnnouncement));
  if (!colon || !isAnnouncement(line.slice(0, colon.index))) return null;
  const rest = line.slice(colon.index + colon[0].length).trim();
  // The closing marks of the announcement.
  return rest.replace(/^[*_]+(?=\s|$)/, "").trim();
}

/** Lines that only open or close something, such as a fence or an element. */
const frame = /^(?:```.*|<\/?[a-z]+>)$/i;

const numbered = /^\d{1,2}[.)]\s+/;

/**
 * The line of an answer that is the title: the announced one, in itself or by the line before it,
 * else the first.
 */
export function findTitleLine(text: string): string {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !frame.test(line));
  for (const line of lines) {
    const announced = withoutAnnouncement(line);
    if (announced !== null && /[\p{L}\p{N}]/u.test(announced)) return line;
  }
  // A list of suggestions.
  if (lines.filter((line) => numbered.test(line)).length > 1)
    return lines.find((line) => numbered.test(line))?.replace(numbered, "") ?? "";
  const [first = "", second] = lines;
  const isAnnounced = /[:：][*_]*$/.test(first) || titleWords.has(plain(first));
  return second !== undefined && isAnnounced ? second : first;
}
