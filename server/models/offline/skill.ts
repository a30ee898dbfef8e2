import type { CoreLocale } from "../../../shared/locale.ts";
import type { ProviderFile, ProviderTurn } from "../provider.ts";
import type { Calculator } from "./arithmetic/load-calculator.ts";
import type { Phrases } from "./phrases/phrases.ts";
import type { ThreadArchive } from "./thread-archive.ts";

/** The input of a skill: the user's last turn, preprocessed for all skills. */
export interface SkillInput {
  /** The turn as written, trimmed. */
  text: string;
  /**
   * The start of `text` in lower case without accents, courtesies or closing punctuation, for
   * patterns.
   */
  plain: string;
  /**
   * The text that the command is about: in quotes, after a colon or below the first line; null when
   * there is none.
   */
  payload: string | null;
  /** The language to answer in. */
  locale: CoreLocale;
  phrases: Phrases;
  /** The user's earlier turns as `plain` texts, latest first. */
  earlier: string[];
  turns: readonly ProviderTurn[];
  /** Files attached to the turn. */
  files: readonly ProviderFile[];
  userId: string;
  /** IANA name, always valid. */
  timeZone: string;
  now: Date;
}

/** Tools that skills may use. */
export interface SkillTools {
  threads: ThreadArchive;
  /** The calculator, loaded on first use. */
  calculator(): Promise<Calculator>;
}

/** Answers in Markdown, or null when the skill does not apply. Fails only when the archive does. */
export type Skill = (
  input: SkillInput,
  tools: SkillTools,
) => string | null | Promise<string | null>;
