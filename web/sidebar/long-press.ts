import { onCleanup } from "solid-js";

/** How long a finger rests for a long press, in milliseconds: as long as the systems' own. */
const pressMs = 500;

/** Pixels that a resting finger may move. */
const mostMoved = 10;

/** Handlers of an element that a finger can press long. */
export interface LongPress {
  onPointerDown(event: PointerEvent): void;
  onPointerMove(event: PointerEvent): void;
  onPointerUp(): void;
  onPointerCancel(): void;
  onContextMenu(event: Event): void;
  /** Whether a click is the end of a long press, which means nothing else. */
  isOver(): boolean;
}

/** Calls back when a finger has rested on an element. The system's own menu does not appear. */
export function createLongPress(run: () => void): LongPress {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let begun: { x: number; y: number } | null = null;
  let isOver = false;
  const end = () => {
    clearTimeout(timer);
    begun = null;
  };
  onCleanup(end);
  return {
    onPointerDown(event) {
      isOver = false;
      if (event.pointerType !== "touch") return;
      begun = { x: event.clientX, y: event.clientY };
      timer = setTimeout(() => {
        isOver = true;
        run();
      }, pressMs);
    },
    onPointerMove(event) {
      if (!begun) return;
      if (Math.hypot(event.clientX - begun.x, event.clientY - begun.y) > mostMoved) end();
    },
    onPointerUp: end,
    onPointerCancel: end,
    onContextMenu(event) {
      if (begun || isOver) event.preventDefault();
    },
    isOver: () => isOver,
  };
}
