import { type Component, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { createOnDemand, keepLoading } from "./on-demand.ts";

/**
 * A component whose code is loaded when it is first shown; until then it renders nothing. A load
 * that fails is retried.
 */
export function Late<P extends object>(props: {
  load: () => Promise<Component<P>>;
  /** The component's props, fixed. */
  given: P;
}): JSX.Element {
  const late = createOnDemand<P>(() => props.load());
  keepLoading(late);
  return (
    <Show when={late.component()}>
      {(component) => <Dynamic component={component()} {...props.given} />}
    </Show>
  );
}
