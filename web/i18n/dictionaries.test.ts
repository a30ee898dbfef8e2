import { expect, test } from "bun:test";
import { locales } from "../../shared/locale.ts";
import { createSafeStorage } from "../state/safe-storage.ts";
import { loadLanguage } from "./load-language.ts";
import { preferredLocale, rememberLocale } from "./preferred-locale.ts";

/** A word or sentence as it reads with sample arguments. */
function reading(entry: unknown): string {
  return typeof entry === "function" ? String(entry(2, 3)) : String(entry);
}

test("every language has the same keys, and no empty word", async () => {
  const dictionaries = await Promise.all(locales.map(loadLanguage));
  const keys = Object.keys(dictionaries[0]?.dictionary ?? {}).sort();
  for (const { dictionary } of dictionaries) {
    expect(Object.keys(dictionary).sort()).toEqual(keys);
    for (const entry of Object.values(dictionary)) expect(reading(entry).trim()).not.toBe("");
  }
});

test("a sentence with a number uses it, in the singular and the plural", async () => {
  const fr = (await loadLanguage("fr")).dictionary;
  expect(fr["composer.left"](1)).toBe("1 caractère restant");
  expect(fr["composer.left"](2)).toBe("2 caractères restants");
});

const memoryStorage = () => createSafeStorage(null);

test("the last language used here wins over the browser's", () => {
  const storage = memoryStorage();
  expect(preferredLocale(storage, ["sv-SE", "es-MX"])).toBe("es");
  rememberLocale(storage, "fr");
  expect(preferredLocale(storage, ["sv-SE", "es-MX"])).toBe("fr");
});
