import { expect, test } from "bun:test";
import { detectLanguage } from "./detect-language.ts";
import { busyTimeOf, quickest } from "../../testing/quickest.ts";

test("the language of a sentence is told in two letters, and that of a word is not guessed", () => {
  const texts = {
    en: "How far is it to the moon and back again?",
    fr: "Quelle heure est-il à Paris en ce moment ?",
    es: "¿Dónde está la biblioteca más cercana?",
    de: "Wie komme ich am besten zum nächsten Bahnhof?",
    zh: "今天的天气怎么样？我想知道明天会不会下雨，因为我要出去旅行。",
    ja: "今日の天気はどうですか？明日は雨が降るかどうか知りたいです。",
  };
  for (const [language, text] of Object.entries(texts))
    expect([text, detectLanguage(text)]).toEqual([text, language]);
  for (const text of ["", "ok", "bonjour", "12345678901234567890123456", "🕐".repeat(30)])
    expect([text, detectLanguage(text)]).toEqual([text, "und"]);
});

test("a long text is not read to its end", async () => {
  const long = "How far is it to the moon? ".repeat(400_000);
  const mostMs = 50;
  const took = await quickest(mostMs, () => busyTimeOf(() => detectLanguage(long)));
  expect(took).toBeLessThan(mostMs);
});
