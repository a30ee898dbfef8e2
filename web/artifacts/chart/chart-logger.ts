/** What Vega reports its errors to. */
export interface ChartLogger {
  level(): number;
  level(value: number): ChartLogger;
  error(...parts: readonly unknown[]): ChartLogger;
  warn(...parts: readonly unknown[]): ChartLogger;
  info(...parts: readonly unknown[]): ChartLogger;
  debug(...parts: readonly unknown[]): ChartLogger;
  /** The first error of a run; null for none. */
  readonly firstError: Error | null;
}

/** Keeps the first error: Vega logs what stops a run instead of throwing it. */
export function createChartLogger(): ChartLogger {
  let first: Error | null = null;
  function level(): number;
  function level(value: number): ChartLogger;
  function level(value?: number): number | ChartLogger {
    return value === undefined ? 1 : logger;
  }
  const logger: ChartLogger = {
    level,
    error(...parts) {
      const [part] = parts;
      first ??= part instanceof Error ? part : new Error(parts.join(" "));
      return logger;
    },
    warn: () => logger,
    info: () => logger,
    debug: () => logger,
    get firstError() {
      return first;
    },
  };
  return logger;
}
