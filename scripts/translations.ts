import { join } from "node:path";
import { exitWith } from "./print.ts";
import { printTranslations } from "./translations/print-translations.ts";

try {
  const isSound = await printTranslations(join(import.meta.dir, ".."), process.argv[2]);
  process.exit(isSound ? 0 : 1);
} catch (error) {
  exitWith(error);
}
