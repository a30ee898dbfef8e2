import type { MoreWords } from "./en.ts";

export const es: MoreWords = {
  "more.menu": "Más acciones",
  "more.fork": "Nuevo chat desde aquí",
  "more.remove.pair": "Eliminar el mensaje y su respuesta",
  "more.remove.version": "Eliminar esta versión",
  "more.fork.failed": "No se ha podido copiar el chat.",
  "more.removed": "Mensaje eliminado.",
  "more.restore": "Deshacer",
  "more.remove.failed": "No se ha podido eliminar el mensaje.",
  "more.remove.busy": "Podrás eliminarlo cuando no se esté escribiendo ninguna respuesta debajo.",
  "more.restore.failed": "No se ha podido recuperar el mensaje.",
  "more.source": (title: string) => `Copiado de «${title}»`,
  "more.source.other": "Copiado de otro chat",
};
