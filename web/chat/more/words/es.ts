import type { MoreWords } from "./en.ts";

export const es: MoreWords = {
  "more.menu": "Más acciones",
  "more.fork": "Nuevo chat desde aquí",
  "more.source": (title: string) => `Copiado de «${title}»`,
  "more.source.other": "Copiado de otro chat",
};
