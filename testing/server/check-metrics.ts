/** One metric of Prometheus's text format. */
export interface MetricFamily {
  name: string;
  type: string;
  help: string;
  /** Name, labels and value of each sample, as written. */
  samples: { name: string; labels: Readonly<Record<string, string>> }[];
}

/** Most values of a label: a hundred, and the one for the rest. */
const mostValues = 101;

/** Reads the answer of `/metrics`. Throws on an invalid line. */
export function readFamilies(text: string): MetricFamily[] {
  const families = new Map<string, MetricFamily>();
  const familyOf = (name: string) => {
    const found = families.get(name) ?? { name, type: "", help: "", samples: [] };
    families.set(name, found);
    return found;
  };
  for (const line of text.split("\n").filter((each) => each !== "")) {
    const [, keyword, name = "", rest = ""] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? [];
    if (keyword === "HELP") familyOf(name).help = rest;
    else if (keyword === "TYPE") familyOf(name).type = rest;
    else addSample(families, line);
  }
  return [...families.values()];
}

function addSample(families: ReadonlyMap<string, MetricFamily>, line: string): void {
  const [, name = "", labels = ""] = /^([^\s{]+)(?:\{(.*)\})? \S+$/.exec(line) ?? [];
  const bare = name.replace(/_(bucket|sum|count)$/, "");
  const family = families.get(name) ?? families.get(bare);
  if (!family) throw new Error(`no metric for the sample ${line}`);
  const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)];
  family.samples.push({
    name,
    labels: Object.fromEntries(pairs.map(([, key = "", value = ""]) => [key, value])),
  });
}

/** Every name that a query may use. */
export function sampleNames(families: readonly MetricFamily[]): Set<string> {
  return new Set(
    families.flatMap(({ name, type }) =>
      type === "histogram" ? ["_bucket", "_sum", "_count"].map((end) => name + end) : [name],
    ),
  );
}

/**
 * The rules of `promtool check metrics`, and that labels have few values; empty when all are met.
 */
export function findMetricProblems(families: readonly MetricFamily[]): string[] {
  return families.flatMap((family) => {
    const { name, type, help } = family;
    const isCounter = type === "counter";
    const says: [boolean, string][] = [
      [help.trim() === "", "has no help"],
      [isCounter !== name.endsWith("_total"), "counters, and they alone, end in _total"],
      [/_(count|sum|bucket)$/.test(name), "ends like a part of a histogram"],
      [name.includes(":"), "has a colon"],
      [/[a-z][A-Z]/.test(name), "is in camelCase"],
      [/_(counter|gauge|histogram|summary)(_|$)/.test(name), "says its type"],
      [
        /_(ms|milliseconds|microseconds|minutes|hours|days|kilobytes|megabytes|percent)(_|$)/.test(
          name,
        ),
        "is in no base unit",
      ],
      ...problemsOfLabels(family),
    ];
    return says.filter(([isSo]) => isSo).map(([, what]) => `${name} ${what}`);
  });
}

function problemsOfLabels({ type, samples }: MetricFamily): [boolean, string][] {
  const values = new Map<string, Set<string>>();
  for (const { labels } of samples)
    for (const [label, value] of Object.entries(labels))
      values.set(label, (values.get(label) ?? new Set()).add(value));
  return [...values].flatMap(([label, all]): [boolean, string][] => [
    [label === "le" && type !== "histogram", "has the label le and is no histogram"],
    [all.size > mostValues, `has ${all.size} values of ${label}`],
    [
      [...all].some((value) => /[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-|@/.test(value)),
      `has ids in ${label}`,
    ],
  ]);
}
