// How the secret ballot works: a page that only tells. Never anything that acts.
import { startProse } from "../parts/prose.js";

startProse({ nl: () => import("../text/secrecy.nl.js"), en: () => import("../text/secrecy.en.js") });
