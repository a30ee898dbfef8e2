import { expect, test } from "bun:test";
import type { Access } from "../../../shared/access.ts";
import { accessOfModel } from "./access-of-model.ts";

const connection = (id: string, access: Access, revision: number | null = 1) => ({
  id,
  access,
  revision,
  state: "ok" as const,
});

test("a model has the rule of the connection that its name leads to", () => {
  const connections = [
    connection("default", "registered", null),
    connection("local", "everyone", null),
    connection("staff", "admins"),
  ];
  expect(accessOfModel("staff/m", connections)).toBe("admins");
  expect(accessOfModel("local/m", connections)).toBe("everyone");
  expect(accessOfModel("gpt-5-mini", connections)).toBe("registered");
  expect(accessOfModel("meta-llama/llama-4", connections)).toBe("registered");
});

test("the built-in model is everyone's, and a shadowed connection decides nothing", () => {
  expect(accessOfModel("builtin-offline", [connection("staff", "admins")])).toBe("everyone");
  const shadowed = { ...connection("local", "admins"), state: "shadowed" as const };
  expect(accessOfModel("local/m", [connection("local", "everyone", null), shadowed])).toBe(
    "everyone",
  );
});
