import { expect, test } from "bun:test";
import type { ProviderFile } from "../../provider.ts";
import { ask } from "../testing/ask-offline.ts";

const prose = `Solar power is growing quickly in many countries. Prices of solar panels fell by ninety percent in ten years.
Many countries now build more solar power than coal power. My cat is called Tom. Batteries keep solar power for the evening.
Critics say that solar panels need much land. Countries with much sun build the most solar panels.`;

function file(text: string, change: { isCut?: boolean; name?: string } = {}): ProviderFile {
  return { kind: "text", name: "a_b.txt", mimeType: "text/plain", text, isCut: false, ...change };
}

const image: ProviderFile = {
  kind: "image",
  name: "cat.png",
  mimeType: "image/png",
  bytes: new Uint8Array(3),
  width: 1_200,
  height: 800,
};

test.each(["", "summarise this", "what do you think?"])(
  "a file is counted and shortened, said with it: %p",
  async (said) => {
    const reply = await ask(said, { files: [file(prose)] });
    expect(reply).toStartWith("**a\\_b.txt**\n\n- Words: **");
    expect(reply).toContain("- Lines: **3**");
    expect(reply).toContain("3 of 7 sentences");
    expect(reply).not.toContain("Tom");
  },
);

test("a short file is shown as it is, Markdown in it not obeyed", async () => {
  const reply = await ask("", { files: [file("# buy *milk*")] });
  expect(reply).toContain("\\# buy \\*milk\\*");
});

test("several files follow one another; a picture's size is told, and that it cannot be seen", async () => {
  const reply = await ask("", { files: [image, file(""), file("x", { isCut: true })] });
  expect(reply).toContain("**cat.png**\n\nA picture of 1,200 × 800 pixels. I cannot see");
  expect(reply).toContain("I find no text in this file.");
  expect(reply).toContain("Only the beginning of this file was read.");
  expect(await ask("", { files: [image], locale: "fr" })).toContain("Je ne vois pas les images");
  expect(await ask("", { files: [image], locale: "es" })).toContain("No puedo ver imágenes");
});

test("what is asked for beside a file is done, and files of former turns are left alone", async () => {
  expect(await ask("12 * 12", { files: [file(prose)] })).toContain("144");
  expect(await ask("12 * 12", { files: [file(prose)] })).not.toContain("a\\_b.txt");
  expect(await ask(["", "hm"], { files: [] })).not.toContain("a\\_b.txt");
});
