import { type Accessor, createSignal } from "solid-js";
import type { PreviewKind } from "./preview-kind.ts";
import type { Artifact } from "./versions.ts";

/** A block on the page that can be previewed. Its properties are reactive. */
export interface ShelvedArtifact extends Artifact {
  readonly kind: PreviewKind;
  readonly text: string;
  /** Tells the order on the page. */
  readonly element: HTMLElement;
}

/** The previews of a page: all that could be shown, and which one is. */
export interface Shelf {
  /** The block whose preview is open; null for none. */
  open: Accessor<ShelvedArtifact | null>;
  show(artifact: ShelvedArtifact | null): void;
  /** Adds a block; returns how to remove it, which also closes its preview. */
  add(artifact: ShelvedArtifact): () => void;
  /** All blocks, in the order of the page. Reactive. */
  all(): readonly ShelvedArtifact[];
}

export function createShelf(): Shelf {
  const [artifacts, setArtifacts] = createSignal<readonly ShelvedArtifact[]>([]);
  const [open, show] = createSignal<ShelvedArtifact | null>(null);
  return {
    open,
    show: (artifact) => void show(artifact),
    add(artifact) {
      setArtifacts((before) => [...before, artifact]);
      return () => {
        setArtifacts((before) => before.filter((one) => one !== artifact));
        show((shown) => (shown === artifact ? null : shown));
      };
    },
    all: () => artifacts().toSorted((a, b) => placeOf(a.element, b.element)),
  };
}

function placeOf(a: Node, b: Node): number {
  return a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}
