/**
 * The server's districts from top to bottom; those of one row do not import each other. A district
 * only imports from the rows below it, types included. docs/architecture.md says what each is for.
 */
const rows: readonly (readonly string[])[] = [
  ["chatkit-cli.ts"],
  ["main.ts"],
  ["app"],
  ["api"],
  ["people"],
  ["chat"],
  ["assistants"],
  ["models"],
  ["push"],
  ["mail", "analytics"],
  ["platform"],
];

/** Why the districts forbid an import of the server, or null. */
export function breachOfDistricts(from: string, to: string): string | null {
  const [upper, lower] = [districtOf(from), districtOf(to)];
  if (upper === lower) return null;
  for (const district of [upper, lower])
    if (rowOf(district) === -1)
      return `${district} is no district of the server: give it its place in scripts/check/districts.ts`;
  if (rowOf(upper) < rowOf(lower)) return null;
  return rowOf(upper) === rowOf(lower)
    ? `${upper} and ${lower} do not know each other: take what is needed as an argument, or move it to a district below both`
    : `the district ${lower} is above ${upper}: take what is needed as an argument, or move it down to where both may import it`;
}

const districtOf = (path: string) => path.split("/")[1] ?? "";
const rowOf = (district: string) => rows.findIndex((row) => row.includes(district));
