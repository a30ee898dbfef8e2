import type { WordsOf } from "../../i18n/page-words.ts";

/** Words of previews, in English. */
export const en = {
  "artifact.panel": "Preview",
  "artifact.html": "Web page",
  "artifact.svg": "Picture",
  "artifact.mermaid": "Diagram",
  "artifact.preview": "Preview",
  "artifact.source": "Source",
  "artifact.download": "Download",
  "artifact.whole": "Full screen",
  "artifact.part": "Exit full screen",
  "artifact.previous": "Previous version",
  "artifact.next": "Next version",
  "artifact.version": (index: number, count: number) => `Version ${index} of ${count}`,
  "artifact.loading": "Loading preview…",
  "artifact.wrong": "This diagram has an error",
  "artifact.silent": "The preview stopped responding, so it was closed.",
  "artifact.again": "Run again",
  "artifact.blocked": "This page asks for files from the internet. Previews have no network.",
};

export type ArtifactWords = WordsOf<typeof en>;
