import type { ProviderFile } from "../../provider.ts";
import { escapeMarkdown } from "../language/markdown-text.ts";
import { formatNumber } from "../numbers/format-number.ts";
import type { Skill, SkillInput } from "../skill.ts";
import { splitSentences } from "../summary/split-sentences.ts";
import { minSentences, summary } from "../summary/write-summary.ts";
import { summaryCommand } from "./summarise.ts";
import { countText } from "./transform-text.ts";

/** Length of a file's excerpt, in UTF-16 code units. */
const excerptLength = 600;

/** Summarises attached files, on request or when the message has no text. */
export const summariseFiles: Skill = (input) => {
  const isAsked = summaryCommand.test(input.plain) && input.payload === null;
  if (input.files.length === 0 || (input.text !== "" && !isAsked)) return null;
  return tell(input);
};

/** The same when no other skill has answered. */
export const tellFiles: Skill = (input) => (input.files.length === 0 ? null : tell(input));

function tell(input: SkillInput): string {
  return input.files.map((file) => tellFile(file, input)).join("\n\n");
}

function tellFile(file: ProviderFile, input: SkillInput): string {
  const { files } = input.phrases;
  const heading = `**${escapeMarkdown(file.name)}**`;
  if (file.kind === "image") {
    const [width, height] = [file.width, file.height].map(
      (pixels) => formatNumber(String(pixels), input.locale).text,
    );
    return `${heading}\n\n${files.image(width ?? "", height ?? "")}`;
  }
  const { text } = file;
  if (text.trim() === "") return `${heading}\n\n${files.empty}`;
  const counted = countText(text.trimEnd(), input);
  const cut = file.isCut ? `\n\n${files.cut}` : "";
  const isLong = splitSentences(text, input.locale).length >= minSentences;
  const content = isLong
    ? summary(text, input, files.summary)
    : escapeMarkdown(text.trim().slice(0, excerptLength).toWellFormed());
  return `${heading}\n\n${counted}${cut}\n\n${content}`;
}
