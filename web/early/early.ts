import { basePath } from "../state/base-path.ts";
import { findStorage } from "../state/safe-storage.ts";
import { threadIdIn } from "../state/thread-id-in.ts";
import { readThemeChoice, resolveTheme, systemDark, themeKey } from "../theme/theme-choice.ts";
import { preloadParts } from "./preload-parts.ts";
import { readEarlyCopies } from "./read-early-copies.ts";

// Written into the page (`loading/classic-scripts.ts`): it runs before anything is painted, and
// while the app's own file is being loaded.
const storage = findStorage(() => localStorage);
const choice = readThemeChoice(storage?.getItem(themeKey) ?? null);
document.documentElement.dataset["theme"] = resolveTheme(choice, systemDark().matches);
const threadId = threadIdIn(location.pathname.slice(basePath().length));
window.earlyCopies = readEarlyCopies(storage, threadId);
if (threadId !== null) preloadParts();
