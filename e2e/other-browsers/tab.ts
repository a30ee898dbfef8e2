/**
 * A tab of a browser that Playwright does not drive, with what the main journeys need of it.
 * Elements are found by expressions in the page, see `find.ts`.
 */
export interface Tab {
  go(url: string): Promise<void>;
  reload(): Promise<void>;
  /** The value of an expression in the page; a value that JSON can hold. */
  read(expression: string): Promise<unknown>;
  /** Clicks an element. */
  click(element: string): Promise<void>;
  /** Types into the element that has the focus. */
  type(text: string): Promise<void>;
  /** Presses a key in the focused element, while another key is held if given. */
  press(key: Key, held?: Key): Promise<void>;
  /** Chooses the file at a path for an `<input type="file">`. */
  choose(element: string, path: string): Promise<void>;
  /** A picture of the tab, as PNG. */
  picture(): Promise<Uint8Array<ArrayBuffer>>;
  close(): Promise<void>;
}

/** A named key, or a letter. */
export type Key = "Enter" | "Escape" | "End" | "Control" | "k";

/** A browser without cookies: a new guest. Disposing closes it. */
export interface OtherBrowser extends AsyncDisposable {
  newTab(): Promise<Tab>;
  /** Errors of the pages, as far as the browser reports them. */
  readonly faults: readonly string[];
}
