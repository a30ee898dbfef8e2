import type { TooltipHandler } from "vega";

/** Distance from the pointer, in pixels. */
const gap = 12;

/** Most values that are shown, and their longest text in UTF-16 code units. */
const maxValues = 20;
const maxText = 200;

/** Shows the values of a mark beside the pointer, as plain text. */
export function createTooltip(): TooltipHandler {
  const box = document.createElement("div");
  box.id = "values";
  box.hidden = true;
  document.body.append(box);
  return (...[, event, , value]: Parameters<TooltipHandler>) => {
    box.hidden = value === null || value === undefined || value === "";
    if (box.hidden) return;
    box.replaceChildren(...linesOf(value));
    const { clientX, clientY } = event;
    const { offsetWidth, offsetHeight } = box;
    const fitsAfter = clientX + gap + offsetWidth <= innerWidth;
    const fitsBelow = clientY + gap + offsetHeight <= innerHeight;
    box.style.left = `${Math.max(0, fitsAfter ? clientX + gap : clientX - gap - offsetWidth)}px`;
    box.style.top = `${Math.max(0, fitsBelow ? clientY + gap : clientY - gap - offsetHeight)}px`;
  };
}

function linesOf(value: unknown): Node[] {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return [lineOf(textOf(value))];
  return Object.entries(value)
    .slice(0, maxValues)
    .map(([name, each]) => lineOf(`${name}: `, textOf(each)));
}

function lineOf(name: string, value = ""): Node {
  const line = document.createElement("div");
  line.dir = "auto";
  const bold = document.createElement("strong");
  bold.textContent = value;
  line.append(name.slice(0, maxText), bold);
  return line;
}

function textOf(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return (text ?? "").slice(0, maxText);
}
