import type { BrandingWords } from "./en.ts";

/** The same in Spanish. */
export const es: BrandingWords = {
  title: "Marca",
  intro:
    "Cómo se presenta este servidor: en la aplicación, en las páginas compartidas y en los correos.",
  decided: "Lo deciden los ajustes del servidor. No se puede cambiar aquí.",
  name: "Nombre",
  "name.hint": "Déjalo vacío para ChatKit.",
  "name.long": (most: number) => `Usa ${most} caracteres como máximo.`,
  accent: "Color de énfasis",
  "accent.intro": "Para botones y enlaces.",
  "accent.own": "Usar colores propios",
  "accent.light": "En el tema claro",
  "accent.dark": "En el tema oscuro",
  "accent.pick": (theme: string) => `Elegir un color: ${theme}`,
  "accent.wrong": "Introduce un color como #0b6e69.",
  "accent.ratio": (ratio: string) => `Contraste: al menos ${ratio}:1`,
  "accent.low": (ratio: string, least: string) =>
    `Este color solo alcanza un contraste de ${ratio}:1. El texto necesita ${least}:1.`,
  "accent.sample": "Muestra",
  saved: "Guardado. Se verá en la próxima carga de la página.",
};
