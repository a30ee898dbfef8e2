import { defineMainJourneys } from "./other-browsers/define-main-journeys.ts";
import { findFirefox, launchFirefox } from "./other-browsers/firefox.ts";

const path = findFirefox();
defineMainJourneys("Firefox", path === null ? null : () => launchFirefox(path));
