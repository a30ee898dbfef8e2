import type { ChatRequest } from "./chat-request.ts";
import { type Directive, DirectiveError, findDirective, parseDirective } from "./directive.ts";
import { checkParams, type Params, paramsOf } from "./params.ts";
import type { Scenario } from "./scenario.ts";
import { scenarios } from "./scenarios/table.ts";

/** Directives, without brackets, for requests that name no scenario. */
export interface Defaults {
  reply: string;
  title: string;
}

/** A scenario with its checked parameters. */
export interface Choice {
  directive: Directive;
  scenario: Scenario;
  params: Params;
}

/** Looks a directive up; throws `DirectiveError` for an unknown name, parameter or value. */
export function resolveDirective(written: string): Choice {
  const directive = parseDirective(written);
  const scenario = Object.hasOwn(scenarios, directive.name) ? scenarios[directive.name] : undefined;
  if (!scenario) {
    const known = Object.keys(scenarios).join(", ");
    throw new DirectiveError(`no scenario "${directive.name}"; there are ${known}`);
  }
  for (const key of directive.params.keys()) {
    if (key !== "key" && !scenario.keys.includes(key)) {
      throw new DirectiveError(
        `${directive.name} takes ${scenario.keys.join(", ") || "nothing"}, not "${key}"`,
      );
    }
  }
  const params = paramsOf(directive);
  checkParams(params, directive.params.keys());
  return { directive, scenario, params };
}

/**
 * A title request gets the title scenario. Any other gets the last directive in its last user message,
 * else the one in a model name such as `mock:paced rate=5`, else the default.
 */
export function chooseScenario(request: ChatRequest, defaults: Defaults): Choice {
  if (request.short) return resolveDirective(defaults.title);
  const fromModel = request.model.startsWith("mock:") ? request.model.slice("mock:".length) : null;
  return resolveDirective(findDirective(request.lastUserMessage) ?? fromModel ?? defaults.reply);
}

/**
 * The text a reader ends up with when a scenario runs to its end (for cuts: what is sent before
 * the cut). `lastUserMessage` matters to `echo` alone.
 */
export function expectedText(written: string, lastUserMessage = ""): string {
  const { scenario, params, directive } = resolveDirective(written);
  if (!scenario.text) throw new DirectiveError(`"${directive.name}" has no text of its own`);
  return scenario.text(params, lastUserMessage);
}
