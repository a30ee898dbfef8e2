import { type Accessor, createRenderEffect, onCleanup } from "solid-js";
import type { ColouredPiece } from "./highlighter.ts";
import type { MarkdownServices } from "./services.ts";

/** Longest code to highlight, in UTF-16 code units: an idle task manages it in well under 50 ms. */
const maxHighlighted = 16_000;

/** Shortest pause between two rounds while code is written, in milliseconds. */
const shortestPauseMs = 150;

/** A pause is at least this many times as long as the round before it. */
const pauseRatio = 4;

export interface CodeText {
  text: string;
  language: string;
  /** False while more may follow. */
  finished: boolean;
}

/** What is coloured: the beginning of a block's text, in pieces. */
interface Painted {
  text: string;
  pieces: readonly ColouredPiece[];
}

const nothing: Painted = { text: "", pieces: [] };

/**
 * Fills an element with a block's code: coloured up to its last whole line, plain from there on.
 * Pieces that look the same keep their nodes while the code grows, so a selection in them stays.
 * Works when the page is idle, and never changes the height. Ends with the owner.
 */
export function fillWithCode(
  element: HTMLElement,
  code: Accessor<CodeText>,
  services: Pick<MarkdownServices, "highlight" | "queue">,
): void {
  const tail = document.createTextNode("");
  const rest = createPause();
  let painted = nothing;
  let isBusy = false;
  element.append(tail);

  function paint(next: Painted, nodes: readonly Node[]): void {
    const kept = next.pieces.length - nodes.length;
    while (element.childNodes.length > kept + 1) element.childNodes[kept]?.remove();
    painted = next;
    tail.before(...nodes);
    showTail();
  }

  function showTail(): void {
    const text = code().text.slice(painted.text.length);
    // Appending keeps a selection in it.
    if (text.startsWith(tail.data)) tail.appendData(text.slice(tail.length));
    else tail.data = text;
  }

  /** What can be coloured next; empty for nothing. */
  function nextHead(): string {
    const { text, language, finished } = code();
    const head = finished ? text : text.slice(0, text.lastIndexOf("\n") + 1);
    const isDone = rest.isOver() || language === "" || head === painted.text;
    return isDone || head.length > maxHighlighted ? "" : head;
  }

  /** Returns whether there may be more to do. */
  async function colour(head: string): Promise<boolean> {
    const isStale = () => rest.isOver() || !code().text.startsWith(head);
    const pieces = await services.highlight(head, code().language);
    if (!pieces) return false;
    const nodes = await services.queue.runIdle(() =>
      pieces.slice(commonStart(painted.pieces, pieces)).map((piece) => piece.toNode()),
    );
    if (!isStale()) paint({ text: head, pieces }, nodes);
    return true;
  }

  async function follow(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    try {
      for (let head = nextHead(); head !== ""; head = nextHead()) {
        const start = performance.now();
        if (!(await colour(head))) return;
        const tookMs = performance.now() - start;
        if (!code().finished) await rest.wait(Math.max(shortestPauseMs, pauseRatio * tookMs));
      }
    } catch {
      // Code without colours is still correct, so a chunk that fails to load is no error.
    } finally {
      isBusy = false;
    }
  }

  createRenderEffect(() => {
    if (!code().text.startsWith(painted.text)) paint(nothing, []);
    showTail();
    void follow();
  });
}

/** How many pieces at the start of two lists look the same. */
export function commonStart(
  before: readonly ColouredPiece[],
  after: readonly ColouredPiece[],
): number {
  const end = before.findIndex((piece, index) => piece.key !== after[index]?.key);
  return end === -1 ? Math.min(before.length, after.length) : end;
}

/** Waits that end with the owner. */
function createPause() {
  let isOver = false;
  let end = () => {};
  onCleanup(() => {
    isOver = true;
    end();
  });
  return {
    isOver: () => isOver,
    wait: (ms: number) =>
      new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        end = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
  };
}
