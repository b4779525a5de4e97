// What is shown where no page is. Never a reason why.
import { Refusal } from "../api/client.js";
import { drawFailure, startPage } from "../parts/stage.js";

startPage({ nl: () => import("../text/nl.js"), en: () => import("../text/en.js") }, (stage) =>
  drawFailure(stage, new Refusal({ status: 404, code: "not_found" }), null));
