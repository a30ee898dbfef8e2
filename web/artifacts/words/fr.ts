import type { ArtifactWords } from "./en.ts";

export const fr: ArtifactWords = {
  "artifact.panel": "Aperçu",
  "artifact.html": "Page web",
  "artifact.svg": "Image",
  "artifact.mermaid": "Diagramme",
  "artifact.preview": "Aperçu",
  "artifact.source": "Source",
  "artifact.download": "Télécharger",
  "artifact.whole": "Plein écran",
  "artifact.part": "Quitter le plein écran",
  "artifact.previous": "Version précédente",
  "artifact.next": "Version suivante",
  "artifact.version": (index, count) => `Version ${index} sur ${count}`,
  "artifact.loading": "Chargement de l’aperçu…",
  "artifact.wrong": "Ce diagramme contient une erreur",
  "artifact.silent": "L’aperçu ne répondait plus et a été fermé.",
  "artifact.again": "Relancer",
  "artifact.blocked":
    "Cette page demande des fichiers sur Internet. Les aperçus n’ont pas accès au réseau.",
};
