import { ConfigError, readConfig, settingNames } from "../../config.ts";
import { cutAdvice, describeCut, findCutSettings } from "../../env-file.ts";
import { runDoctor } from "./doctor.ts";
import { printFinding, problem, reasonOf, warning } from "./finding.ts";

/** Prints what is well and what is not, as found. Ends with 1 if something keeps it from working. */
async function main(): Promise<boolean> {
  for (const cut of await findCutSettings(settingNames, process.env, process.cwd()))
    console.log(printFinding(warning("settings", describeCut(cut), cutAdvice)));
  try {
    const config = readConfig(process.env);
    return await runDoctor(config, (finding) => console.log(printFinding(finding)));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const each of error.problems)
      console.log(printFinding(problem("settings", each, "correct it, then look again")));
    return false;
  }
}

try {
  const isWell = await main();
  console.log(
    isWell ? "\nNothing keeps ChatKit from working." : "\nThere are problems; see above.",
  );
  process.exit(isWell ? 0 : 1);
} catch (error) {
  console.error(`The examination stopped: ${reasonOf(error)}`);
  process.exit(1);
}
