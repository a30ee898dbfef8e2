import { foldText } from "../language/plain-text.ts";
import type { Skill, SkillInput } from "../skill.ts";

const greeting =
  /^(?:hi+|hello|hey|yo|good (?:morning|afternoon|evening)|salut|bonjour|bonsoir|coucou|hola|buenos dias|buenas(?: tardes| noches)?|hi there|hello there|hey there)$/;
const wellBeing =
  /^(?:how are you|how's it going|(?:comment )?ca va|comment (?:vas-tu|allez-vous)|que tal|como estas?)\b/;
const help =
  /^(?:help|help me|commands|what can (?:you|i) do|what (?:do|can) you (?:do|know)|how (?:does this work|do you work)|examples?|\/?help|aide|aide-moi|que (?:peux-tu|sais-tu|savez-vous|pouvez-vous) faire|qu'est-ce que tu (?:peux|sais) faire|tu (?:peux|sais) faire quoi|comment ca marche|exemples?|ayuda|ayudame|que (?:puedes|sabes) hacer|como funcionas?|ejemplos?)(?: here| ici| aqui| for me| pour moi| por mi)?$/;
const identity =
  /^(?:who are you|what are you|are you (?:an? )?(?:real |human|bot|ai|gpt|chatgpt|robot|model).*|what(?:'s| is) your name|which model (?:are you|is this)|what model (?:are you|is this)|qui es-tu|qui etes-vous|tu es qui|es-tu (?:une? )?.*|comment t'appelles-tu|quel modele es-tu|quien eres|que eres|eres (?:un |una )?.*|como te llamas|que modelo eres)$/;
const connectingVerb =
  /(?:connect|configure|install|add|use|set ?up|branche|connecte|configurer?|installer?|utilise|conecta|configura|instala|usa)\w*\b/;
const connectable = /\b(?:real|model|modele|modelo|openai|ollama|vllm|llm|gpt|api key)\b/;
const connectableName = /^(?:openai|ollama|vllm)$/;
const thanks =
  /^(?:thanks?(?: you)?(?: very much| a lot| so much)?|thx|ty|great|cool|nice|perfect|ok|okay|merci(?: beaucoup)?|super|parfait|genial|gracias|muchas gracias|perfecto|vale|bye|goodbye|au revoir|adios)$/;

/** Greetings, help, thanks, and what this model is. */
export const introduce: Skill = (input) => {
  const { phrases } = input;
  const folded = foldText(input.text.slice(0, 300)).replace(
    /^[¿¡\s]+|(?<![\s?.!,…])[\s?.!,…]+$/g,
    "",
  );
  if (greeting.test(folded))
    return isFirst(input)
      ? `${phrases.intro.greeting}\n\n${phrases.intro.abilities}\n\n${phrases.intro.connect}`
      : phrases.intro.greetingAgain;
  if (thanks.test(folded)) return phrases.intro.thanks;
  if (wellBeing.test(folded) && folded.length < 40) return phrases.intro.wellBeing;
  if (help.test(folded) || help.test(input.plain))
    return `${phrases.intro.what}\n\n${phrases.intro.abilities}\n\n${phrases.intro.connect}`;
  if (identity.test(folded) || (asksToConnect(folded) && folded.length < 120))
    return `${phrases.intro.what}\n\n${phrases.intro.connect}`;
  return null;
};

/** Whether a verb such as "connect" precedes something to connect. */
function asksToConnect(folded: string): boolean {
  const verb = connectingVerb.exec(folded);
  const rest = verb ? folded.slice(verb.index + verb[0].length) : "";
  return connectable.test(rest) || connectableName.test(folded);
}

/** The answer when no skill applies: says plainly that this is not a language model. */
export function admitLimits(input: SkillInput): string {
  const { phrases } = input;
  return `${phrases.intro.unknown}\n\n${phrases.intro.abilities}\n\n${phrases.intro.connect}`;
}

function isFirst(input: SkillInput): boolean {
  return input.turns.length <= 1;
}
