import { expect, test } from "bun:test";
import type { Project } from "../../shared/project.ts";
import type { User } from "../../shared/user.ts";
import { applyEvent } from "./apply-event.ts";
import type { ChatEvent } from "./chat-event.ts";
import { emptyReplica, type ReplicaState } from "./replica.ts";
import { visibleState } from "./visible-state.ts";

const user: User = {
  id: "user_1",
  role: "user",
  isGuest: true,
  email: null,
  locale: "en",
  timeZone: "UTC",
};
const project = (id: string, name = id): Project => ({
  id,
  name,
  createdAt: "2026-01-01T00:00:00.000Z",
  updatedAt: "2026-01-01T00:00:00.000Z",
});
const told = (at: number, ...projects: Project[]): ChatEvent => ({
  type: "feed",
  cursor: `${at}-x`,
  event: { type: "user.put", user, projects },
});
const page = (at: number, ...projects: Project[]): ChatEvent => ({
  type: "threads.page",
  newest: true,
  page: { threads: [], projects, nextCursor: null, feedCursor: `${at}-x` },
});
const after = (...events: ChatEvent[]): ReplicaState => events.reduce(applyEvent, emptyReplica);
const namesOf = (state: Pick<ReplicaState, "projects">) => state.projects.map(({ name }) => name);

test("the list of the latest place in the feed is shown, whatever arrives last", () => {
  expect(namesOf(after(page(1, project("a")), told(2, project("a"), project("b"))))).toEqual([
    "a",
    "b",
  ]);
  expect(namesOf(after(told(3, project("a")), page(1, project("old"))))).toEqual(["a"]);
  expect(namesOf(after(told(3, project("a")), told(2, project("old"))))).toEqual(["a"]);
});

test("a call's answer counts until the feed has told of projects since it was made", () => {
  const answer = (asOf: number): ChatEvent => ({
    type: "project.answer",
    project: project("a", "new name"),
    asOf,
  });
  expect(namesOf(after(page(1, project("a")), answer(1)))).toEqual(["new name"]);
  // Deleted in another tab meanwhile.
  expect(namesOf(after(page(1, project("a")), told(2), answer(1)))).toEqual([]);
  const deleted: ChatEvent = { type: "project.deleted", projectId: "a", asOf: 1 };
  expect(namesOf(after(page(1, project("a")), deleted))).toEqual([]);
});

test("changes are shown before the server has them, and taken back", () => {
  const change = { type: "project.put", project: project("a", "soon") } as const;
  const state = after(page(1, project("a")), { type: "pending", change });
  expect(namesOf(visibleState(state))).toEqual(["soon"]);
  expect(namesOf(visibleState(applyEvent(state, { type: "settled", change })))).toEqual(["a"]);
});

test("a reset forgets how far other lists are loaded, so that they are fetched again", () => {
  const loading: ChatEvent = { type: "list.load", key: "a", status: "loading" };
  const state = after(page(1, project("a")), loading);
  expect(state.listLoads["a"]).toEqual({ status: "loading", nextCursor: null });
  const reset = applyEvent(state, { type: "reset", keepOpen: [] });
  expect(reset.listLoads).toEqual({});
  expect(namesOf(applyEvent(reset, page(1, project("b"))))).toEqual(["b"]);
});
