import type { Exchange } from "../../e2e/journey/seed-thread.ts";

const prose =
  "The **flush** carries what all writers have pending, so `one` round trip serves *everybody*; " +
  "see [the notes](https://example.com/notes?a=1) for how long it waits and why that is enough. ";

/** One section with every kind of block that models write, 1.2 KB long. */
function section(n: number): string {
  return `## Section ${n}: what happens to a token

${prose.repeat(2)}

- first point with \`code\` and **weight**
- second point, with a [link](https://example.com/${n})
  - a nested one
  - and another
- third

1. read what is there
2. write what is missing

\`\`\`ts
/** Adds up what section ${n} measured. */
export async function total${n}(rows: readonly Row[]): Promise<number> {
  let sum = ${n};
  for (const row of rows) sum += row.value * 2; // doubled on purpose
  return sum;
}
\`\`\`

| step | takes | share | note |
| ---- | ----: | :---: | ---- |
| read | ${n} ms | 12 % | from \`memory\` |
| write | ${n * 2} ms | 68 % | **durable** |
| tell | 1 ms | 20 % | by notice |

> Nothing is shown before it is stored.
`;
}

/** One long reply of about `length` UTF-16 code units, like a report by a model. */
export function longDocument(length: number): string {
  let text = "# Report\n\n";
  for (let n = 1; text.length < length; n++) text += `${section(n)}\n`;
  return text;
}

/**
 * The n-th exchange of an everyday conversation: mostly prose, occasionally a list, code or a
 * table.
 */
export function everydayExchange(n: number): Exchange {
  const question = `Question ${n}: what happens to a token on its way?`;
  if (n % 10 === 9) return { question, reply: section(n) };
  const list = n % 3 === 0 ? `\n\n- one of ${n}\n- two, with \`code\`\n- three` : "";
  const code = n % 5 === 0 ? `\n\n\`\`\`sh\nbun run bench --only ${n}\n\`\`\`` : "";
  return { question, reply: `${prose.repeat(1 + (n % 3))}${list}${code}\n\nThat is reply ${n}.` };
}
