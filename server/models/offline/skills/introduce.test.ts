import { expect, test } from "bun:test";
import { coreLocales } from "../../../../shared/locale.ts";
import { ask } from "../testing/ask-offline.ts";

const says = {
  en: "built-in offline model",
  fr: "modèle hors ligne intégré",
  es: "modelo sin conexión integrado",
};

test.each([
  ["en", ["hello", "help", "who are you?", "why is the sky blue?"]],
  ["fr", ["Bonjour !", "aide", "qui es-tu ?", "pourquoi le ciel est-il bleu ?"]],
  ["es", ["¡Hola!", "ayuda", "¿quién eres?", "¿por qué el cielo es azul?"]],
] as const)(
  "in %s it says what it is and how to connect a real model",
  async (locale, questions) => {
    for (const question of questions) {
      // The person's language is another one: the words decide.
      const reply = await ask(question, { locale: locale === "en" ? "fr" : "en" });
      expect(reply).toContain(says[locale]);
      expect(reply).toContain("OPENAI_API_KEY");
      expect(reply).toContain("OPENAI_BASE_URL=http://localhost:11434/v1");
      expect(reply).toContain("CHATKIT_MODEL");
    }
  },
);

test.each([...coreLocales])(
  "what has no words is answered in the person's language: %s",
  async (locale) => {
    expect(await ask("@@@", { locale })).toContain(says[locale]);
  },
);

test("the language of the conversation holds for turns without words", async () => {
  expect(await ask(["quelle heure est-il ?", "@@@"], { locale: "en" })).toContain(says.fr);
});

test("a second greeting is short", async () => {
  expect((await ask(["hello", "hello"])).length).toBeLessThan(200);
});

test("every example that help gives works", async () => {
  const unknown = {
    en: "I cannot answer that",
    fr: "Je ne peux pas répondre",
    es: "No puedo responder",
  };
  for (const [locale, word] of [
    ["en", "help"],
    ["fr", "aide"],
    ["es", "ayuda"],
  ] as const) {
    const reply = await ask(word, { locale });
    const abilities = reply.slice(0, reply.indexOf("```"));
    const examples = [...abilities.matchAll(/`([^`]+)`/g)].map(([, example = ""]) =>
      example.replace("…", "[1, 2]"),
    );
    expect(examples.length).toBeGreaterThan(15);
    for (const example of examples)
      expect([example, await ask(example, { locale })]).not.toEqual([
        example,
        expect.stringContaining(unknown[locale]),
      ]);
  }
});
