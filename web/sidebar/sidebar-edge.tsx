import type { JSX } from "solid-js";
import { widthAfterKey } from "./edge-moves.ts";
import { type SidebarFrame, sidebarWidths } from "./sidebar-frame.ts";
import { useMenuWords } from "./words/menu-words.ts";

/** The sidebar's edge: dragging or arrow keys widen it, a double click brings the usual width back. */
export function SidebarEdge(props: { frame: SidebarFrame; controls: string }): JSX.Element {
  const w = useMenuWords();
  let grabbed: { x: number; width: number } | null = null;
  const isRtl = (edge: Element) => getComputedStyle(edge).direction === "rtl";

  function set(width: number): void {
    props.frame.setWidth(width);
    props.frame.keepWidth();
  }

  function onPointerMove(event: PointerEvent & { currentTarget: HTMLElement }): void {
    if (!grabbed) return;
    const moved = event.clientX - grabbed.x;
    props.frame.setWidth(grabbed.width + (isRtl(event.currentTarget) ? -moved : moved));
  }

  function onKeyDown(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const width = props.frame.width();
    const next = widthAfterKey(event.key, { width, isRtl: isRtl(event.currentTarget) });
    if (next === null) return;
    event.preventDefault();
    set(next);
  }

  return (
    <div
      role="separator"
      tabindex="0"
      aria-orientation="vertical"
      aria-label={w("sidebar.width")}
      aria-controls={props.controls}
      aria-valuenow={props.frame.width()}
      aria-valuemin={sidebarWidths.least}
      aria-valuemax={sidebarWidths.most}
      class="group absolute inset-y-0 -end-1.5 z-10 w-3 cursor-col-resize touch-none select-none outline-none"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        grabbed = { x: event.clientX, width: props.frame.width() };
      }}
      onPointerMove={onPointerMove}
      onLostPointerCapture={() => {
        grabbed = null;
        props.frame.keepWidth();
      }}
      onDblClick={() => set(sidebarWidths.usual)}
      onKeyDown={onKeyDown}
    >
      <div class="mx-auto h-full w-0.5 transition-colors group-hover:bg-line-strong group-focus-visible:bg-accent group-active:bg-accent" />
    </div>
  );
}
