import { expect, test } from "bun:test";
import { completeTexts, defaultTexts } from "./complete-texts.ts";

const none = { en: "", fr: " ", es: "" };

test("an assistant without texts has the default ones, and no starters", () => {
  expect(completeTexts({ greeting: none, placeholder: none, starters: [] })).toEqual({
    ...defaultTexts,
    starters: [],
  });
});

test("a text is shown in the languages that it is not written in", () => {
  const greeting = { ...none, fr: "Salut", es: "Hola" };
  const texts = completeTexts({ greeting, placeholder: none, starters: [] });
  expect(texts.greeting).toEqual({ en: "Salut", fr: "Salut", es: "Hola" });
});

test("a starter needs a label or a message", () => {
  const { starters } = completeTexts({
    greeting: none,
    placeholder: none,
    starters: [
      { label: { ...none, es: "Resume" }, prompt: none, icon: "spark" },
      { label: none, prompt: { ...none, en: `Translate ${"this ".repeat(40)}` }, icon: "spark" },
      { label: none, prompt: none, icon: "spark" },
    ],
  });
  expect(starters).toHaveLength(2);
  expect(starters[0]?.label.fr).toBe("Resume");
  expect(starters[0]?.prompt.en).toBe("Resume");
  expect(starters[1]?.label.en).toMatch(/^Translate this this .*…$/);
  expect(starters[1]?.label.en.length).toBeLessThanOrEqual(60);
});
