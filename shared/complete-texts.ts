import { otherLocales } from "./locale.ts";
import type { Localized, Starter } from "./workflow.ts";
import { workflowLimits } from "./workflow-rules.ts";

/** What people see of an assistant besides its name. */
export interface AssistantTexts {
  greeting: Localized;
  placeholder: Localized;
  starters: readonly Starter[];
}

/** The greeting and placeholder of an assistant that has none of its own. */
export const defaultTexts: Pick<AssistantTexts, "greeting" | "placeholder"> = {
  greeting: {
    en: "How can I help you today?",
    fr: "Comment puis-je vous aider aujourd’hui ?",
    es: "¿Cómo puedo ayudarte hoy?",
    de: "Wobei kann ich dir heute helfen?",
    pt: "Como posso ajudar você hoje?",
    it: "Come posso aiutarti oggi?",
    nl: "Waarmee kan ik je vandaag helpen?",
    pl: "W czym mogę dziś pomóc?",
    ja: "今日は何をお手伝いしましょうか?",
    zh: "今天我能帮你做什么？",
    ko: "오늘 무엇을 도와드릴까요?",
    ar: "كيف يمكنني مساعدتك اليوم؟",
  },
  placeholder: {
    en: "Write a message",
    fr: "Écrivez un message",
    es: "Escribe un mensaje",
    de: "Nachricht schreiben",
    pt: "Escreva uma mensagem",
    it: "Scrivi un messaggio",
    nl: "Schrijf een bericht",
    pl: "Napisz wiadomość",
    ja: "メッセージを入力",
    zh: "输入消息",
    ko: "메시지를 입력하세요",
    ar: "اكتب رسالة",
  },
};

/**
 * The texts in the core languages, and any others. One that is not written in a core language is
 * taken from English, or another language it is written in; a greeting or placeholder that is written in none is the
 * default. A starter without a message sends its label, and one without a label shows its message;
 * one without either is left out.
 */
export function completeTexts({ greeting, placeholder, starters }: AssistantTexts): {
  greeting: Localized;
  placeholder: Localized;
  starters: Starter[];
} {
  return {
    greeting: orDefault(complete(greeting), defaultTexts.greeting),
    placeholder: orDefault(complete(placeholder), defaultTexts.placeholder),
    starters: starters.flatMap(completeStarter),
  };
}

/** An unchanged default is also there in the languages that were added since it was stored. */
function orDefault(own: Localized | null, standard: Localized): Localized {
  if (own === null) return standard;
  return own.en === standard.en ? { ...standard, ...own } : own;
}

function completeStarter({ label, prompt, icon }: Starter): Starter[] {
  const whole = complete(prompt) ?? complete(label);
  if (!whole) return [];
  const short = complete(label) ?? eachText(whole, (text) => toLabel(text));
  return [{ label: short, prompt: whole, icon }];
}

/** Null if it is written in no language. */
function complete(texts: Localized): Localized | null {
  const others = otherLocales.map((locale) => texts[locale] ?? "");
  const other = [texts.en, texts.fr, texts.es, ...others].find((text) => text.trim() !== "");
  if (other === undefined) return null;
  return eachText(texts, (text) => (text.trim() === "" ? other : text));
}

/** Languages other than the core ones stay as they are written: English stands in for them. */
function eachText(texts: Localized, change: (text: string) => string): Localized {
  const changed: Localized = {
    en: change(texts.en),
    fr: change(texts.fr),
    es: change(texts.es),
  };
  for (const locale of otherLocales) {
    const text = texts[locale] ?? "";
    if (text.trim() !== "") changed[locale] = change(text);
  }
  return changed;
}

/** The beginning of a message, as far as a label may be long. */
function toLabel(prompt: string): string {
  const line = prompt.trim().replace(/\s+/g, " ");
  if (line.length <= workflowLimits.starterLabel) return line;
  return `${line
    .slice(0, workflowLimits.starterLabel - 1)
    .toWellFormed()
    .trimEnd()}…`;
}
