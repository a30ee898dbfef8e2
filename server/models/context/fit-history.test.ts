import { expect, test } from "bun:test";
import type { ProviderFile, ProviderTurn } from "../provider.ts";
import { fitHistory } from "./fit-history.ts";
import { type SizedTurn, sizeTurns } from "./size-turns.ts";

/** Turns of so many tokens each, a question first. */
function turnsOf(...sizes: number[]): SizedTurn[] {
  return sizes.map((words, index) => ({
    turn: { role: index % 2 === 0 ? "user" : "assistant", text: `turn ${index}` },
    words,
    files: [],
  }));
}

const file = (name: string): ProviderFile => ({
  kind: "text",
  name,
  mimeType: "text/plain",
  text: "words",
  isCut: false,
});

function withFiles(sized: SizedTurn, ...sizes: number[]): SizedTurn {
  const files = sizes.map((_, index) => file(`${sized.turn.text}.${index}`));
  return { ...sized, turn: { ...sized.turn, files }, files: sizes };
}

/** What of each file of the kept turns is sent. */
const textsOf = (turns: readonly ProviderTurn[]) =>
  turns.flatMap(({ files = [] }) => files.map((each) => (each.kind === "text" ? each.text : "")));

test("a history that fits stays as it is, wherever the view began before", () => {
  const sized = turnsOf(10, 10, 10);
  expect(fitHistory(sized, 30, 2)).toEqual({
    turns: sized.map(({ turn }) => turn),
    from: 0,
    filesLeftOut: 0,
    tokens: 30,
  });
});

test("whole turns go, so that the rest begins with a question and leaves room for several more", () => {
  const sized = turnsOf(10, 10, 10, 10, 10, 10, 10, 10, 10);
  const { from, tokens } = fitHistory(sized, 80);
  expect({ from, tokens }).toEqual({ from: 4, tokens: 50 });
});

test("the view begins where it began before, as long as that fits", () => {
  const sized = turnsOf(10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10);
  expect(fitHistory(sized, 90, 4).from).toBe(4);
  expect(fitHistory(sized, 60, 4).from).toBe(8);
});

test("a view that was cut for a smaller window is opened again", () => {
  const sized = turnsOf(10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10);
  expect(fitHistory(sized, 100, 10).from).toBe(4);
});

test("the newest message stays, however long it is", () => {
  const { turns, from, tokens } = fitHistory(turnsOf(10, 10, 1_000), 100);
  expect({ count: turns.length, from, tokens }).toEqual({ count: 1, from: 2, tokens: 1_000 });
});

test("files of earlier turns go before words, the oldest first, and leave their names", () => {
  const [first, second, third, fourth, last] = turnsOf(10, 10, 10, 10, 10);
  if (!first || !second || !third || !fourth || !last) throw new Error("no turns");
  const sized = [
    withFiles(first, 500, 500),
    second,
    withFiles(third, 500),
    fourth,
    withFiles(last, 100),
  ];
  const { turns, from, filesLeftOut } = fitHistory(sized, 1_250);
  expect({ from, filesLeftOut }).toEqual({ from: 0, filesLeftOut: 1 });
  expect(textsOf(turns)).toEqual(["", "words", "words", "words"]);
  expect(textsOf(fitHistory(sized, 300).turns)).toEqual(["", "", "", "words"]);
});

test("where whole turns go, the newest files come back as far as there is room", () => {
  const sized = turnsOf(400, 400, 10, 10, 10, 10, 10);
  const [old, , third, , fifth] = sized;
  if (!old || !third || !fifth) throw new Error("no turns");
  const history = sized.with(2, withFiles(third, 900)).with(4, withFiles(fifth, 300));
  const { turns, from, filesLeftOut } = fitHistory(history, 800);
  expect({ from, filesLeftOut }).toEqual({ from: 2, filesLeftOut: 1 });
  expect(textsOf(turns)).toEqual(["", "words"]);
});

test("sizes count words, files and pictures", () => {
  const image: ProviderFile = {
    kind: "image",
    name: "a.png",
    mimeType: "image/png",
    bytes: new Uint8Array(10),
    width: 10,
    height: 10,
  };
  const [sized] = sizeTurns([{ role: "user", text: "two words", files: [file("a"), image] }]);
  expect(sized?.words).toBeGreaterThan(6);
  expect(sized?.words).toBeLessThan(12);
  expect(sized?.files.map((size) => size > 1_000)).toEqual([false, true]);
});
