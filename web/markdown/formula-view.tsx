import { createRenderEffect, createSignal, type JSX } from "solid-js";
import { useMarkdown } from "./services.ts";

type Stage = "waiting" | "rendered" | "source";

/**
 * A formula. Until the engine is loaded it is invisible but keeps its space; invalid TeX is shown
 * as written.
 */
export function FormulaView(props: { tex: string; display: boolean }): JSX.Element {
  const { w, services } = useMarkdown();
  const [stage, setStage] = createSignal<Stage>("waiting");
  const render = (element: HTMLElement) => {
    createRenderEffect(() => {
      const { tex, display } = props;
      const engine = services.math();
      if (engine.status === "ready") {
        services.queue.runSoon(() =>
          setStage(engine.render(element, tex, display) ? "rendered" : "source"),
        );
        return;
      }
      element.textContent = tex;
      setStage(engine.status === "failed" ? "source" : "waiting");
      services.loadMath();
    });
  };
  return (
    <span
      ref={render}
      class="md-formula"
      data-stage={stage()}
      data-display={props.display ? "" : undefined}
      role={props.display ? "group" : undefined}
      aria-label={props.display ? w("markdown.formula") : undefined}
      tabindex={props.display ? 0 : undefined}
    />
  );
}
