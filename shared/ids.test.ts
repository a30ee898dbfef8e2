import { expect, test } from "bun:test";
import { idSchema, workflowIdSchema } from "./id-schemas.ts";
import { type IdKind, idPrefixes, newId } from "./ids.ts";

const kinds: IdKind[] = ["user", "authSession", "chatSession", "thread", "message", "generation"];

test("an id is its kind's prefix and a UUIDv7 without dashes", () => {
  for (const kind of kinds) {
    const id = newId(kind);
    expect(id).toMatch(
      new RegExp(`^${idPrefixes[kind]}_[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$`),
    );
    expect(idSchema(kind).parse(id)).toBe(id);
  }
});

test("an id holds the time it was made at, to the millisecond", () => {
  const madeAt = Date.UTC(2031, 4, 6, 7, 8, 9, 123);
  expect(Number.parseInt(newId("message", madeAt).slice(4, 16), 16)).toBe(madeAt);
});

test("ids made later sort after those made earlier, across every carry of the clock", () => {
  for (const at of [0, 255, 65_535, 2 ** 32 - 1, Date.now(), 2 ** 48 - 2])
    expect(newId("thread", at) < newId("thread", at + 1)).toBe(true);
});

test("ids of one millisecond differ", () => {
  const now = Date.now();
  const made = new Set(Array.from({ length: 10_000 }, () => newId("message", now)));
  expect(made.size).toBe(10_000);
});

test("an id of another kind, length, case or alphabet is refused", () => {
  const schema = idSchema("thread");
  const digits = newId("thread").slice(5);
  const bad = [
    "",
    digits,
    `msg_${digits}`,
    `cthr_${digits}0`,
    `cthr_${digits.slice(1)}`,
    `cthr_${"A".repeat(32)}`,
    `cthr_${digits}\n`,
    ` cthr_${digits}`,
    `cthr_${"é".repeat(32)}`,
    null,
    {},
    [`cthr_${digits}`],
  ];
  for (const value of bad) expect(schema.safeParse(value).success).toBe(false);
});

test("workflow ids are named by operators, but stay short and tame", () => {
  for (const good of ["wf_default", "wf_a", "wf_A-1_b", `wf_${"x".repeat(64)}`])
    expect(workflowIdSchema.parse(good)).toBe(good);
  for (const bad of [
    "wf_",
    "default",
    `wf_${"x".repeat(65)}`,
    "wf_a b",
    "wf_a/b",
    "wf_é",
    "wf_a\n",
  ])
    expect(workflowIdSchema.safeParse(bad).success).toBe(false);
});
