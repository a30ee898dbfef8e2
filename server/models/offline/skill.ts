import type { Locale } from "../../../shared/locale.ts";
import type { ProviderFile, ProviderTurn } from "../provider.ts";
import type { Calculator } from "./arithmetic/load-calculator.ts";
import type { Phrases } from "./phrases/phrases.ts";
import type { ThreadArchive } from "./thread-archive.ts";

/** What a skill reads: the person's last turn, prepared in the ways the skills share. */
export interface SkillInput {
  /** The turn as written, without white space around it. */
  text: string;
  /** The start of `text` in small letters without accents, politeness or closing marks: what patterns match. */
  plain: string;
  /** The text the command is about: in quotes, after a colon or below the first line; null when there is none. */
  payload: string | null;
  /** The language to answer in. */
  locale: Locale;
  phrases: Phrases;
  /** The person's earlier turns as `plain` texts, the latest first. */
  earlier: string[];
  turns: readonly ProviderTurn[];
  /** What came with the turn. */
  files: readonly ProviderFile[];
  userId: string;
  /** IANA name, always valid. */
  timeZone: string;
  now: Date;
}

/** What skills may use besides their input. */
export interface SkillTools {
  threads: ThreadArchive;
  /** The calculator, loaded when first needed. */
  calculator(): Promise<Calculator>;
}

/** Answers in Markdown, or null when the turn is not its business. Fails only when the archive does. */
export type Skill = (
  input: SkillInput,
  tools: SkillTools,
) => string | null | Promise<string | null>;
