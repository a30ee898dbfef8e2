import { expect, test } from "bun:test";
import { checkHooks } from "./check-hooks.ts";
import { findGaps } from "./find-gaps.ts";
import { findUses } from "./find-uses.ts";

const english = {
  send: "Send",
  greet: (name: string, place: string) => `${name} in ${place}`,
  files: (count: number) => `${count} ${count === 1 ? "file" : "files"}`,
};

function judge(locale: string, words: Record<string, unknown>) {
  const others = new Map([[locale, words]]);
  return findGaps([{ folder: "web/chat/words", english, others }], ["en", locale]);
}

test("a word that a language lacks is a gap, also when there is no file at all", () => {
  const { gaps, faults } = judge("de", { send: "Senden" });
  expect(gaps.map(({ key }) => key)).toEqual(["greet", "files"]);
  expect(faults).toEqual([]);
  const all = findGaps([{ folder: "web/chat/words", english, others: new Map() }], ["en", "de"]);
  expect(all.gaps).toHaveLength(3);
});

test("an unknown key, an empty word and another argument are faults", () => {
  const { faults } = judge("de", {
    sent: "Gesendet",
    send: " ",
    greet: (name: string) => `Hallo ${name}`,
  });
  expect(faults).toEqual([
    "web/chat/words/de.ts: “sent” is not in English",
    "web/chat/words/de.ts: “send”: it is empty",
    "web/chat/words/de.ts: “greet”: it names the arguments 83, English 83 84",
  ]);
});

test("a language needs a form for each of its plurals, unless the sentence needs none", () => {
  const two = (count: number) => `${count} ${count === 1 ? "plik" : "pliki"}`;
  expect(judge("pl", { files: two }).faults).toEqual([
    "web/chat/words/pl.ts: “files”: 2 plural forms for the 3 of many, one, few",
  ]);
  expect(judge("de", { files: two }).faults).toEqual([]);
  expect(judge("pl", { files: (count: number) => `Pliki: ${count}` }).faults).toEqual([]);
});

test("the arguments of a mail are found by their names", () => {
  const mail = ({ title }: { title: string }) => ({ subject: `Ready: ${title}`, before: [] });
  const others = new Map([["de", { mail: () => ({ subject: "Fertig", before: [] }) }]]);
  const { faults } = findGaps([{ folder: "server/mail/words", english: { mail }, others }], ["de"]);
  expect(faults).toEqual([
    "server/mail/words/de.ts: “mail”: it names the arguments none, English [title]",
  ]);
});

test("a word is found where it is shown, also when its key is put together", () => {
  const sources = new Map([
    ["web/chat/words/en.ts", '"state.sent": "Sent"'],
    ["web/chat/state.tsx", "w(`state.${state}`)"],
    ["web/chat/other.tsx", 'w("send")'],
    ["web/sidebar/far.tsx", 'w("send")'],
  ]);
  expect(findUses(sources, "web/chat/words", "state.sent")).toEqual(["web/chat/state.tsx"]);
  expect(findUses(sources, "web/chat/words", "send")).toEqual(["web/chat/other.tsx"]);
});

test("a hook that names another folder would show English alone", () => {
  const hook = 'export const useAWords = () => usePageWords("a/words", en);';
  expect(checkHooks(new Map([["web/a/words/a-words.ts", hook]]))).toEqual([]);
  expect(checkHooks(new Map([["web/b/words/b-words.ts", hook]]))).toEqual([
    'web/b/words/b-words.ts: the folder is "b/words", not "a/words"',
  ]);
});
