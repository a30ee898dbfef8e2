import { type Component, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { createOnDemand } from "./on-demand.ts";

/** A component whose code is loaded when it is first shown; until then it renders nothing. */
export function Late<P extends object>(props: {
  load: () => Promise<Component<P>>;
  /** The component's props, fixed. */
  given: P;
}): JSX.Element {
  const late = createOnDemand<P>(() => props.load());
  void late.fetch();
  return (
    <Show when={late.component()}>
      {(component) => <Dynamic component={component()} {...props.given} />}
    </Show>
  );
}
