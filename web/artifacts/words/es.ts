import type { ArtifactWords } from "./en.ts";

export const es: ArtifactWords = {
  "artifact.panel": "Vista previa",
  "artifact.html": "Página web",
  "artifact.svg": "Imagen",
  "artifact.mermaid": "Diagrama",
  "artifact.preview": "Vista previa",
  "artifact.source": "Código",
  "artifact.download": "Descargar",
  "artifact.whole": "Pantalla completa",
  "artifact.part": "Salir de la pantalla completa",
  "artifact.previous": "Versión anterior",
  "artifact.next": "Versión siguiente",
  "artifact.version": (index, count) => `Versión ${index} de ${count}`,
  "artifact.loading": "Cargando la vista previa…",
  "artifact.wrong": "Este diagrama contiene un error",
  "artifact.silent": "La vista previa dejó de responder y se ha cerrado.",
  "artifact.again": "Ejecutar de nuevo",
  "artifact.blocked":
    "Esta página pide archivos de Internet. Las vistas previas no tienen acceso a la red.",
};
