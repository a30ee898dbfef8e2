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
  "artifact.chart": "Gráfico",
  "artifact.chartWrong": "Este gráfico contiene un error",
  "artifact.address":
    "Este gráfico pide datos de Internet. Las vistas previas no tienen acceso a la red: los valores deben estar en el propio gráfico.",
  "artifact.slow": "Este gráfico tarda demasiado en dibujarse.",
  "artifact.large": "Este gráfico tiene demasiados datos para dibujarse.",
  "artifact.unloaded": "No se ha podido cargar la vista previa.",
  "artifact.chartBlocked":
    "Este gráfico pide imágenes o enlaces de Internet. Las vistas previas no tienen acceso a la red.",
  "artifact.data": "Datos",
  "artifact.empty": "Este gráfico no tiene datos.",
  "artifact.rows": (shown, total) => `Primeras ${shown} filas de ${total}`,
};
