import type { MoreWords } from "./en.ts";

export const es: MoreWords = {
  "more.menu": "Más acciones",
  "more.fork": "Nuevo chat desde aquí",
  "more.remove.pair": "Eliminar el mensaje y su respuesta",
  "more.remove.version": "Eliminar esta versión",
  "more.source": (title: string) => `Copiado de «${title}»`,
  "more.source.other": "Copiado de otro chat",
};
