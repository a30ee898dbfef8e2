/** Reasoning ends with a mark of the family that opened it. */
export type MarkFamily = "tag" | "bracket" | "kimi" | "begin" | "harmony" | "gemma" | "unused";

/** Text that a model or its template puts around reasoning. */
export interface ThoughtMark {
  /** In lower case where `anyCase` says so. */
  text: string;
  family: MarkFamily;
  /** `drop` is between reasoning and answer, or around the answer, and belongs to neither. */
  role: "open" | "close" | "drop";
  anyCase: boolean;
  /** Whether it also closes reasoning that the template opened in the prompt. */
  endsUnopened: boolean;
}

const tagNames = [
  ["think", "thinking", "thought", "thoughts", "reason", "reasoning"],
  // Seed-OSS, MiniMax, Claude's prompts.
  ["seed:think", "mm:think", "antthinking"],
].flat();

type Words = readonly [text: string, role: ThoughtMark["role"]];

const spelled: Readonly<Record<Exclude<MarkFamily, "tag">, readonly Words[]>> = {
  // Magistral.
  bracket: [
    ["[THINK]", "open"],
    ["[/THINK]", "close"],
  ],
  // Kimi.
  kimi: [
    ["◁think▷", "open"],
    ["◁/think▷", "close"],
  ],
  // Sky-T1, OpenThinker.
  begin: [
    ["<|begin_of_thought|>", "open"],
    ["<|end_of_thought|>", "close"],
    ["<|begin_of_solution|>", "drop"],
    ["<|end_of_solution|>", "drop"],
  ],
  // gpt-oss, if its server does not remove them.
  harmony: [
    ["<|channel|>analysis<|message|>", "open"],
    ["<|end|>", "close"],
    ["<|start|>assistant", "drop"],
    ["<|channel|>final<|message|>", "drop"],
    ["<|return|>", "drop"],
  ],
  // Gemma 4.
  gemma: [
    ["<|channel>thought", "open"],
    ["<channel|>", "close"],
  ],
  // MedGemma.
  unused: [
    ["<unused94>thought", "open"],
    ["<unused95>", "close"],
  ],
};

const endsUnopened: ReadonlySet<MarkFamily> = new Set(["tag", "bracket", "kimi", "begin"]);

/** All marks that are known. */
const marks: readonly ThoughtMark[] = [
  ...tagNames.flatMap((name) => [
    toMark("tag", [`<${name}>`, "open"]),
    toMark("tag", [`</${name}>`, "close"]),
  ]),
  ...families().flatMap((family) => spelled[family].map((words) => toMark(family, words))),
];

function families(): Exclude<MarkFamily, "tag">[] {
  return ["bracket", "kimi", "begin", "harmony", "gemma", "unused"];
}

function toMark(family: MarkFamily, [text, role]: Words): ThoughtMark {
  return {
    text,
    family,
    role,
    anyCase: family === "tag",
    endsUnopened: role === "close" && endsUnopened.has(family),
  };
}

/** The longest mark, in characters. */
const longestMark = Math.max(...marks.map(({ text }) => text.length));

const firstCodes = new Set(marks.map(({ text }) => text.charCodeAt(0)));

/** The next index of a mark's first character; -1 if there is none. */
export function nextMarkStart(text: string, from: number): number {
  for (let at = from; at < text.length; at++) if (firstCodes.has(text.charCodeAt(at))) return at;
  return -1;
}

/** The first two characters of marks, in lower case: they rule out most candidates. */
const firstTwo = new Set(marks.map(({ text }) => text.slice(0, 2).toLowerCase()));

/**
 * The mark at an index of a text; `partial` if the text ends in what may become one; null for
 * neither.
 */
export function findMark(text: string, at: number): ThoughtMark | "partial" | null {
  if (at + 1 === text.length) return "partial";
  if (!firstTwo.has(text.slice(at, at + 2).toLowerCase())) return null;
  const rest = text.slice(at, at + longestMark);
  const lower = rest.toLowerCase();
  let isPartial = false;
  for (const mark of marks) {
    const said = mark.anyCase ? lower : rest;
    if (said.startsWith(mark.text)) return mark;
    isPartial ||= mark.text.startsWith(said);
  }
  return isPartial ? "partial" : null;
}
