import type { Project } from "../../shared/project.ts";
import type { ChatState } from "../types.ts";
import { without } from "./put-message.ts";
import type { ReplicaState } from "./replica.ts";

/** The state with all projects as of place `asOf` in the feed, unless later ones are held. */
export function putProjects(
  state: ReplicaState,
  projects: readonly Project[],
  asOf: number,
): ReplicaState {
  if (asOf < state.projectsAsOf) return state;
  return { ...state, projects, projectsAsOf: asOf };
}

/**
 * The state with the result of a call about one project, unless the feed has told of projects since
 * that call was made: then it also tells of this one, or will.
 */
export function applyProjectAnswer(
  state: ReplicaState,
  { project, asOf }: { project: Project; asOf: number },
): ReplicaState {
  return asOf < state.projectsAsOf
    ? state
    : { ...state, projects: withProject(state.projects, project) };
}

/** The same without a deleted project. */
export function applyProjectDeleted(
  state: ReplicaState,
  { projectId, asOf }: { projectId: string; asOf: number },
): ReplicaState {
  return asOf < state.projectsAsOf ? state : withoutProject(state, projectId);
}

/** The list with a project in its place, or at its end. */
export function withProject(projects: readonly Project[], project: Project): readonly Project[] {
  return projects.some(({ id }) => id === project.id)
    ? projects.map((each) => (each.id === project.id ? project : each))
    : [...projects, project];
}

/** The state without a project. Its threads tell of themselves. */
export function withoutProject<State extends ChatState>(state: State, projectId: string): State {
  return {
    ...state,
    projects: state.projects.filter(({ id }) => id !== projectId),
    listLoads: without(state.listLoads, projectId),
  };
}
