// How accessible the site is: a page that only tells. Never anything that acts.
import { startProse } from "../parts/prose.js";

startProse({ nl: () => import("../text/accessibility.nl.js"), en: () => import("../text/accessibility.en.js") });
