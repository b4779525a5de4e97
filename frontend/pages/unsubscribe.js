// Turning one stream of mail off, or on again, from a mailed link. Opening the page changes nothing.
import * as api from "../api/client.js";
import { button, fill, goTo, h } from "../parts/dom.js";
import { notice, showFaults } from "../parts/notice.js";
import { addressParts, drawLoading, startPage } from "../parts/stage.js";

/** @typedef {import("../parts/stage.js").Stage<typeof import("../text/login.nl.js").text>} LoginStage */
const token = addressParts()[1] ?? "";

startPage({ nl: () => import("../text/login.nl.js"), en: () => import("../text/login.en.js") }, async (stage) => {
  drawLoading(stage);
  draw(stage, await api.subscription(token));
});

/** @param {LoginStage} stage @param {import("../lib/shapes.js").Subscription} now */
function draw(stage, now) {
  const { off } = stage.text;
  const stream = off.streams[now.stream];
  const faults = h("div", {});
  const act = async () => {
    try {
      draw(stage, await api.setSubscription(token, !now.off));
      goTo(stage.main.querySelector("h1"));
    } catch (error) {
      showFaults(faults, stage.common.errorTitle, [{ id: null, words: await stage.explain(error) }]);
    }
  };
  stage.title(off.title);
  fill(stage.main,
    h("div", { class: "column" }, faults,
      h("h1", { tabindex: "-1" }, off.title),
      now.off ? notice("good", off.stopped(stream)) : h("p", { class: "lead" }, off.on(stream)),
      h("p", { class: "actions" }, button(now.off ? off.resume : off.stop, () => void act(), now.off ? "button button-quiet" : "button")),
      h("p", { class: "soft" }, off.note)));
}
