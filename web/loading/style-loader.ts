import type { Plugin } from "vite";

/**
 * Puts `loadWithStyles` in the place of the function that Vite wraps around dynamic imports. Vite's
 * also preloads scripts, which the build does not use, and needs half a kilobyte more of the first
 * load; and it never requests a style sheet again that failed.
 *
 * @param ours path of `load-with-styles.ts`
 */
export function styleLoader(ours: string): Plugin {
  return {
    name: "style-loader",
    apply: "build",
    transform: {
      filter: { id: /^\0vite\/preload-helper\.js$/ },
      handler: () => ({
        code: `export { loadWithStyles as __vitePreload } from ${JSON.stringify(ours)};`,
        map: null,
      }),
    },
  };
}
