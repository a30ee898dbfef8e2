import { expect, test } from "bun:test";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newId } from "../../../shared/ids.ts";
import { newVisitor } from "../../../testing/server/visitor.ts";
import { usualRetention } from "../../app/retention-settings.ts";

test("a server without a trash says so, and moves nothing", async () => {
  const retention = { ...usualRetention, trashDays: 0 };
  await using app = await startTestApp({ config: { role: "web", retention } });
  const { api } = await newVisitor(app.origin);
  const { id } = await api.threads.create.mutate({ id: newId("thread") });
  expect(await api.threads.trash.mutate({ threadIds: [id] })).toEqual({ isMoved: false });
  expect((await api.threads.get.query({ threadId: id })).id).toBe(id);
});
