/** The library in one file: loading its 1,262 modules takes five times as long. */
declare module "mathjs/lib/browser/math.js" {
  import type { ConfigOptions, MathJsInstance } from "mathjs";

  const library: { create(config: ConfigOptions): MathJsInstance };
  export default library;
}
