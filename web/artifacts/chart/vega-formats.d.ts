/** What Vega's types leave out. */
declare module "vega" {
  /** Replaces the reader of a data format. */
  export function formats(name: string, reader: (text: unknown, format?: object) => object[]): void;
}
