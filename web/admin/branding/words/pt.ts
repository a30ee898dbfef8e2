import type { BrandingWords } from "./en.ts";

/** The same in Portuguese. */
export const pt: BrandingWords = {
  title: "Identidade visual",
  intro:
    "Como este servidor se apresenta: no aplicativo, nas páginas compartilhadas e nos e-mails.",
  decided: "As configurações do servidor definem isso. Não é possível alterar aqui.",
  name: "Nome",
  "name.hint": "Deixe em branco para ChatKit.",
  "name.long": (most: number) => `Use no máximo ${most} caracteres.`,
  accent: "Cor de destaque",
  "accent.intro": "Para botões e links.",
  "accent.own": "Usar cores próprias",
  "accent.light": "No tema claro",
  "accent.dark": "No tema escuro",
  "accent.pick": (theme: string) => `Escolher uma cor: ${theme}`,
  "accent.wrong": "Digite uma cor como #0b6e69.",
  "accent.ratio": (ratio: string) => `Contraste: pelo menos ${ratio}:1`,
  "accent.low": (ratio: string, least: string) =>
    `Esta cor só atinge um contraste de ${ratio}:1. O texto precisa de ${least}:1.`,
  "accent.sample": "Amostra",
  saved: "Salvo. Aparece no próximo carregamento da página.",
};
