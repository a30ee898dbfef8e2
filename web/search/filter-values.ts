import { type Accessor, createMemo, createResource } from "solid-js";
import { useDrafts } from "../composer/draft.ts";
import { useProjects } from "../projects/use-projects.ts";
import { useChat } from "../state/chat.ts";
import { createKnownTags } from "../tags/known-tags.ts";
import { datesAround, type ValuesOf } from "./complete-filter.ts";

/** The values of filters that a person may mean: their tags, projects and models, and recent dates. */
export function createFilterValues(): Accessor<ValuesOf> {
  const chat = useChat();
  const drafts = useDrafts();
  const tags = createKnownTags();
  const projects = useProjects();
  /** Of the assistant that the person talks to; none if they may not choose models. */
  const [offered] = createResource(
    async () => {
      const workflowId = drafts.workflowId() ?? chat.workflows()?.standard.id;
      if (!workflowId) return [];
      const page = await chat.client.api.models.list
        .query({ workflowId, query: "", cursor: 0 })
        .catch(() => null);
      return page?.models.map(({ name }) => name) ?? [];
    },
    { initialValue: [] },
  );
  const models = createMemo(() => {
    const { threads } = chat.threadState();
    const chosen = Object.values(threads).flatMap(({ model }) => model ?? []);
    return [...new Set([...drafts.recentModels(), ...chosen, ...offered.latest])];
  });
  return () => (key) => {
    switch (key) {
      case "from":
        return ["me", "model"];
      case "has":
        return ["file"];
      case "model":
        return models();
      case "tag":
        return tags();
      case "project":
      case "folder":
        return projects().map(({ name }) => name);
      case "before":
      case "after":
        return datesAround(new Date());
    }
  };
}
