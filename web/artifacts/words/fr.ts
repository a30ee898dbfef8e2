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
  "artifact.chart": "Graphique",
  "artifact.chartWrong": "Ce graphique contient une erreur",
  "artifact.address":
    "Ce graphique demande des données sur Internet. Les aperçus n’ont pas accès au réseau : les valeurs doivent figurer dans le graphique lui-même.",
  "artifact.slow": "Ce graphique est trop long à dessiner.",
  "artifact.large": "Ce graphique contient trop de données pour être dessiné.",
  "artifact.unloaded": "L’aperçu n’a pas pu être chargé.",
  "artifact.chartBlocked":
    "Ce graphique demande des images ou des liens sur Internet. Les aperçus n’ont pas accès au réseau.",
  "artifact.data": "Données",
  "artifact.empty": "Ce graphique ne contient aucune donnée.",
  "artifact.rows": (shown, total) => `${shown} premières lignes sur ${total}`,
};
