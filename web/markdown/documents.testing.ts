import fc from "fast-check";

const word = fc.stringMatching(/^[a-zé]{1,6}$/);
const han = fc.stringMatching(/^[一-龥]{1,4}$/);
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((list) => list.join(" "));
const inline = fc
  .array(
    fc.oneof(
      words,
      words.map((text) => `**${text}**`),
      words.map((text) => `*${text}*`),
      words.map((text) => `_${text}_`),
      words.map((text) => `~~${text}~~`),
      words.map((text) => `\`${text} **\``),
      words.map((text) => `**${text} *${text}* ${text}**`),
      words.map((text) => `[${text}](https://example.com/${text.length})`),
      words.map((text) => `**see [${text}](/t/x)**`),
      han.map((text) => `**${text}：**${text}`),
      han.map((text) => `${text}**《${text}》**${text}`),
      han.map((text) => `${text}*（${text}）*${text}`),
      han.map((text) => `~~${text}。~~${text}`),
      han.map((text) => `**${text}\`${text}\`**${text}`),
      word.map((text) => `$${text}_1 * 2$`),
      word.map((text) => `\\(${text}^2\\)`),
      fc.constantFrom(
        "&amp;",
        "\\*",
        "5 * 3",
        "a < b",
        "$5",
        "1.",
        "#1",
        "[1]",
        "x_y_z",
        "(see)",
        "done!",
      ),
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => `w ${parts.join(" ")}`);
const block = fc.oneof(
  inline,
  fc
    .tuple(fc.integer({ min: 1, max: 6 }), inline)
    .map(([depth, text]) => `${"#".repeat(depth)} ${text}`),
  fc
    .array(inline, { minLength: 1, maxLength: 3 })
    .map((items) => items.map((item) => `- ${item}`).join("\n")),
  fc
    .array(inline, { minLength: 1, maxLength: 3 })
    .map((items) => items.map((item, i) => `${i + 1}. ${item}`).join("\n")),
  inline.map((text) => `> ${text}`),
  inline.map((text) => `- ${text}\n  - ${text}\n\n    ${text}`),
  words.map((text) => `\`\`\`ts\n${text} = \`**\`\n- ${text}\n\`\`\``),
  fc.tuple(words, words).map(([a, b]) => `| ${a} | **${b}** |\n|---|:-:|\n| \`${a}\` | *${b}* |`),
  word.map((text) => `$$\n${text}\n+ ${text}\n$$`),
  fc.constant("---"),
);
/** Documents without a mistake in their markup. */
export const documents = fc
  .array(block, { minLength: 1, maxLength: 5 })
  .map((blocks) => blocks.join("\n\n"));

/** Text in which any mark can stand anywhere. */
export const noise = fc
  .array(
    fc.constantFrom(
      "*",
      "**",
      "_",
      "~~",
      "`",
      "```",
      "\n",
      "\n\n",
      " ",
      "  ",
      "[",
      "]",
      "(",
      ")",
      "!",
      "|",
      "-",
      "- ",
      "1. ",
      "# ",
      "> ",
      "$",
      "$$",
      "\\",
      "\\(",
      "\\[",
      "<",
      ">",
      "<b>",
      "&",
      "&amp;",
      "a",
      "b c",
      "5",
      ":",
      "---",
      "===",
      "|---|",
      "[a]: /b",
      "\t",
      "é",
      "🎉",
      "https://a.example",
      "中",
      "。",
      "（",
      "[x] ",
      "~~~",
      "\r\n",
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(""));
