// axe on every page and every state, light and dark, and nothing that scrolls sideways at 320 px.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axe, open, sideways } from "./harness.js";
import { ballotStates, pageStates, troubleStates } from "./states.js";

let house;
before(async () => (house = await open()));
after(() => house.close());

for (const [name, reach] of Object.entries({ ...ballotStates, ...troubleStates, ...pageStates })) {
  test(`${name} is readable for everybody, light and dark, and fits 320 px`, async () => {
    const device = await house.device();
    try {
      await reach(device.page, house);
      for (const colorScheme of ["light", "dark"]) {
        await device.page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        assert.deepEqual(await axe(device.page), [], colorScheme);
      }
      await device.page.setViewportSize({ width: 320, height: 640 });
      assert.equal(await sideways(device.page), 0, "scrolls sideways");
    } finally {
      await device.close();
    }
  });
}
