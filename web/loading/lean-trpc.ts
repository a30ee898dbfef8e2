import type { Plugin } from "vite";

/** A function that tRPC's build adds to its code, between the marks around it. */
const helper =
  /\/\/#region \\0@oxc-project\+runtime@[^/]+\/helpers\/esm\/(\w+)\.js\n(.*?)\/\/#endregion/gs;

/** What does the same in the browsers that ChatKit supports. */
const shorter = new Map([
  ["objectSpread2", () => "const _objectSpread2 = Object.assign;\n"],
  ["defineProperty", () => "function _defineProperty(o, k, v) { o[k] = v; return o; }\n"],
  ["wrapAsyncGenerator", (code: string) => `const _wrapAsyncGenerator = ${lazily(code)};\n`],
]);

const codeList = /(?<=\nconst retryableRpcCodes = )\[.*?\](?=;)/s;

/** Marks what has no effect until it is used, so that the build leaves it out when nothing does. */
function lazily(code: string): string {
  return `/* @__PURE__ */ (() => {\n${code}\nreturn _wrapAsyncGenerator;\n})()`;
}

/**
 * Makes tRPC's code for older browsers short, and lets the build leave out what is unused: about a
 * kilobyte of the first load. Fails when tRPC's files no longer look as expected.
 */
export function leanTrpc(): Plugin {
  let replaced = 0;
  return {
    name: "lean-trpc",
    apply: "build",
    transform: {
      filter: { id: /@trpc\/(?:client|server)\/dist\/.*\.mjs$/ },
      handler(code) {
        const short = code
          .replace(helper, (whole, name: string, body: string) => {
            const write = shorter.get(name);
            if (!write) return whole;
            replaced++;
            return write(body);
          })
          .replace(codeList, (list) => `/* @__PURE__ */ (() => ${list})()`);
        return { code: short, map: null };
      },
    },
    buildEnd(error) {
      if (!error && replaced === 0) this.error("tRPC's build has other helpers than expected");
    },
  };
}
