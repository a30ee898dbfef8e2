import type { Loader } from "vega";

/** A loader that loads nothing, and keeps what it refused. */
export interface RefusingLoader extends Loader {
  /** Address of the first data that was refused; null for none. */
  readonly refusedData: string | null;
  /** Whether a picture or a link was refused. */
  readonly refusedOther: boolean;
}

/**
 * Refuses every address, besides pictures that are in the chart themselves. The frame's policy
 * refuses them too; here a chart learns of it, so that the reader does.
 */
export function createRefusingLoader(): RefusingLoader {
  let refusedData: string | null = null;
  let refusedOther = false;
  const refuse = (uri: string) => Promise.reject(new Error(`refused ${uri}`));
  const refuseData = (uri: string) => {
    refusedData ??= uri;
    return refuse(uri);
  };
  return {
    load: refuseData,
    http: refuseData,
    file: refuseData,
    async sanitize(uri, options: { context?: string }) {
      if (options.context === "image" && /^data:image\/(?!svg)/.test(uri)) return { href: uri };
      if (options.context === "dataflow") return refuseData(uri);
      refusedOther = true;
      // Vega follows a link without asking whether it was refused: this one leads nowhere.
      return options.context === "image" ? refuse(uri) : { href: "#" };
    },
    get refusedData() {
      return refusedData;
    },
    get refusedOther() {
      return refusedOther;
    },
  };
}
