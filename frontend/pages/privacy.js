// Which data are kept and why: a page that only tells. Never anything that acts.
import { startProse } from "../parts/prose.js";

startProse({ nl: () => import("../text/privacy.nl.js"), en: () => import("../text/privacy.en.js") });
