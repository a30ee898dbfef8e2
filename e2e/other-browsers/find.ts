/** All elements of a CSS selector, as an expression in the page. */
export function all(selector: string): string {
  return `Array.from(document.querySelectorAll(${JSON.stringify(selector)}))`;
}

/** The first element of a CSS selector. */
export function element(selector: string): string {
  return `document.querySelector(${JSON.stringify(selector)})`;
}

/** The last element of a CSS selector. */
export function last(selector: string): string {
  return `${all(selector)}.at(-1)`;
}

/** The last visible button, link or option with this name. */
export function named(name: string): string {
  const isNamed = `(each.getAttribute("aria-label") ?? each.textContent).trim() === ${JSON.stringify(name)}`;
  return `${all("button, a, [role=option], [role=menuitem]")}.findLast((each) => ${isNamed} && each.checkVisibility())`;
}

/** The text of the last element of a CSS selector, or null. */
export function textOf(selector: string): string {
  return `(${last(selector)}?.textContent.trim() ?? null)`;
}

/** How many elements a CSS selector has. */
export function count(selector: string): string {
  return `${all(selector)}.length`;
}

/** Whether the page shows this text. */
export function shows(text: string): string {
  return `document.body.innerText.includes(${JSON.stringify(text)})`;
}
