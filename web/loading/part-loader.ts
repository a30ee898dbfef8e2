import type { Plugin } from "vite";

/**
 * Puts `loadPart` in the place of the function that Vite wraps around every dynamic import. Vite's
 * also preloads scripts, which the build does not use, and needs half a kilobyte more of the first
 * load; and it never requests a file again that failed.
 *
 * @param ours path of `load-part.ts`
 */
export function partLoader(ours: string): Plugin {
  return {
    name: "part-loader",
    apply: "build",
    transform: {
      filter: { id: /^\0vite\/preload-helper\.js$/ },
      handler: () => ({
        code: `export { loadPart as __vitePreload } from ${JSON.stringify(ours)};`,
        map: null,
      }),
    },
  };
}
