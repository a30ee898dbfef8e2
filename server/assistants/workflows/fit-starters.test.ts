import { describe, expect, test } from "bun:test";
import { coreLocales, locales } from "../../../shared/locale.ts";
import { builtinStarters, modelStarters, pictureStarter } from "./default-starters.ts";
import { defaultWorkflow } from "./default-workflow.ts";
import { fitStarters } from "./fit-starters.ts";

const { starters, fileUpload } = defaultWorkflow;
const labels = (fitted: readonly { label: { en: string } }[]) =>
  fitted.map(({ label }) => label.en);

describe("the starters of a fresh installation fit the model", () => {
  test("the built-in one is asked for what it can do", () => {
    const model = { name: "builtin-offline", traits: null };
    expect(fitStarters(defaultWorkflow, model)).toMatchObject([...builtinStarters]);
  });

  test("labels are in every language, and the built-in model is asked in one that it knows", () => {
    const builtin = fitStarters(defaultWorkflow, { name: "builtin-offline", traits: null });
    for (const { label } of [...builtin, ...modelStarters, pictureStarter])
      expect(Object.keys(label).toSorted()).toEqual([...locales].toSorted());
    for (const { prompt } of [...modelStarters, pictureStarter])
      expect(Object.keys(prompt).toSorted()).toEqual([...locales].toSorted());
    for (const { prompt } of builtin) expect(Object.keys(prompt)).toEqual([...coreLocales]);
  });

  test("another is asked for nothing that takes a clock, a search or fresh facts", () => {
    const fitted = fitStarters(defaultWorkflow, { name: "gpt-5-mini", traits: { vision: false } });
    expect(fitted).toEqual([...modelStarters]);
    expect(labels(fitted)).not.toContain("Check a time zone");
    expect(fitStarters(defaultWorkflow, { name: "unknown", traits: null })).toEqual(fitted);
  });

  test("one that sees pictures is offered one, if files may be attached", () => {
    const model = { name: "gpt-5", traits: { vision: true } };
    const fitted = fitStarters(defaultWorkflow, model);
    expect(fitted).toHaveLength(4);
    expect(fitted[0]).toEqual({ ...pictureStarter, picture: true });
    expect(fitted.filter(({ picture }) => picture)).toHaveLength(1);
    const without = { starters, fileUpload: { ...fileUpload, enabled: false } };
    expect(fitStarters(without, model)).toEqual([...modelStarters]);
  });

  test("also when the database has stored them in an order of its own", () => {
    const sorted = JSON.parse(
      JSON.stringify(starters.map(({ prompt, label, icon }) => ({ prompt, label, icon }))),
    );
    const stored = { starters: sorted, fileUpload };
    expect(fitStarters(stored, { name: "gpt-5-mini", traits: null })).toEqual([...modelStarters]);
  });
});

test("an assistant's own starters stay", () => {
  const [first] = starters;
  if (!first) throw new Error("there are no starters");
  const edited = [{ ...first, label: { ...first.label, en: "Turn miles into metres" } }];
  const own = { starters: edited, fileUpload };
  for (const name of ["gpt-5", "builtin-offline"])
    expect(fitStarters(own, { name, traits: { vision: true } })).toEqual(edited);
  expect(fitStarters({ starters: [], fileUpload }, { name: "gpt-5", traits: null })).toEqual([]);
});
