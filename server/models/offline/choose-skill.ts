import type { Skill, SkillInput, SkillTools } from "./skill.ts";
import { calculate } from "./skills/calculate.ts";
import { convertUnits } from "./skills/convert-units.ts";
import { countUp } from "./skills/count-up.ts";
import { drawRandom } from "./skills/draw-random.ts";
import { admitLimits, introduce } from "./skills/introduce.ts";
import { summariseFiles, tellFiles } from "./skills/read-files.ts";
import { reckonDates } from "./skills/reckon-dates.ts";
import { searchThreads } from "./skills/search-threads.ts";
import { showMarkdown } from "./skills/show-markdown.ts";
import { summarise } from "./skills/summarise.ts";
import { tellTime } from "./skills/tell-time.ts";
import { transformText } from "./skills/transform-text.ts";

/** In order of precedence: explicit commands first, then those recognised by form. */
const skills: readonly Skill[] = [
  introduce,
  summariseFiles,
  summarise,
  transformText,
  countUp,
  drawRandom,
  convertUnits,
  reckonDates,
  tellTime,
  calculate,
  searchThreads,
  showMarkdown,
  tellFiles,
];

/** The answer of the first matching skill; otherwise what this model is and can do. */
export async function answer(input: SkillInput, tools: SkillTools): Promise<string> {
  for (const skill of skills) {
    const reply = await skill(input, tools);
    if (reply !== null && reply.trim() !== "") return reply;
  }
  return admitLimits(input);
}
