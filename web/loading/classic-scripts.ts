import { build, type Plugin } from "vite";

const prefix = "classic:";
/** Marks a module as no file of its own for other plugins. */
const own = "\0classic:";
/** Below the base of the development server. */
const devPath = "@classic";

/**
 * `import url from "classic:chart/main.ts"`, by its path from the root: the address of a file that
 * holds the module and all that it imports, as a script without imports or exports. A frame of an
 * opaque origin and a worker of it can load such a script from this server; modules they cannot.
 * `<script src="classic:…">` in the page becomes the script itself, which runs before any file is
 * loaded.
 */
export function classicScripts(): Plugin {
  let isDev = false;
  let root = "";
  let base = "/";
  const known = new Set<string>();
  return {
    name: "classic-scripts",
    enforce: "pre",
    configResolved(config) {
      isDev = config.command === "serve";
      ({ root, base } = config);
    },
    resolveId(source) {
      return source.startsWith(prefix) ? own + source.slice(prefix.length) : null;
    },
    load: {
      filter: { id: /^\0classic:/ },
      async handler(id) {
        const path = id.slice(own.length);
        known.add(path);
        if (isDev) return `export default ${JSON.stringify(`${base}${devPath}/${path}`)}`;
        const file = this.emitFile({
          type: "asset",
          name: nameOf(path),
          source: await bundle(root, path, true),
        });
        return `export default import.meta.ROLLUP_FILE_URL_${file}`;
      },
    },
    transformIndexHtml: {
      order: "pre",
      handler: (html) =>
        replaceAsync(html, /<script src="classic:([^"]+)"><\/script>/g, async ([, path = ""]) => {
          known.add(path);
          // Vite adds the base.
          if (isDev) return `<script src="/${devPath}/${path}"></script>`;
          const code = await bundle(root, path, true);
          if (/<\/script|<!--/i.test(code))
            throw new Error(`${path} cannot be written into a page`);
          return `<script>${code.trim()}</script>`;
        }),
    },
    configureServer(server) {
      server.middlewares.use(base + devPath, (request, response, next) => {
        const path = request.url?.slice(1) ?? "";
        if (!known.has(path)) return next();
        bundle(root, path, false).then((code) => {
          response.setHeader("content-type", "text/javascript").end(code);
        }, next);
      });
    },
  };
}

/** `chart.js` for `…/chart/main.ts`. */
const nameOf = (path: string) => `${path.split("/").at(-2) ?? "script"}.js`;

async function bundle(root: string, path: string, minify: boolean): Promise<string> {
  const built = await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: "warn",
    build: {
      write: false,
      minify,
      target: "es2023",
      rolldownOptions: {
        input: `${root}/${path}`,
        output: { format: "iife", codeSplitting: false },
      },
    },
  });
  const outputs = Array.isArray(built) ? built : "output" in built ? [built] : [];
  const chunk = outputs.flatMap(({ output }) => output).find(({ type }) => type === "chunk");
  if (chunk?.type !== "chunk") throw new Error(`${path} gave no script`);
  return chunk.code;
}

/** Replaces what matches by what is made of each match. */
async function replaceAsync(
  text: string,
  pattern: RegExp,
  make: (match: RegExpExecArray) => Promise<string>,
): Promise<string> {
  const made = await Promise.all(Array.from(text.matchAll(pattern), make));
  return text.replaceAll(pattern, () => made.shift() ?? "");
}
