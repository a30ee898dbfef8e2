import { advanceInSteps } from "./advance.ts";
import { createDocumentTools, emptyDocument } from "./document-state.ts";

/** Parses Markdown, without a browser. */
export const markdownEngine = { advanceInSteps, createDocumentTools, emptyDocument };

export type MarkdownEngine = typeof markdownEngine;
