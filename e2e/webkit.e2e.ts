import { defineMainJourneys } from "./other-browsers/define-main-journeys.ts";
import { findWebKit, launchWebKit } from "./other-browsers/webkit.ts";

const programs = findWebKit();
defineMainJourneys("WebKit", programs === null ? null : () => launchWebKit(programs));
