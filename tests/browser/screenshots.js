// Pictures of every state, narrow and wide, light and dark, into screenshots/ (ignored by git). Never an assertion.
import { mkdirSync } from "node:fs";
import { open } from "./harness.js";
import { ballotStates, pageStates, troubleStates } from "./states.js";

const folder = new URL("../../screenshots/", import.meta.url).pathname;
const only = process.argv[2] ? new RegExp(process.argv[2]) : /./;
const WAYS = [["360-licht", 360, "light"], ["360-donker", 360, "dark"], ["1280-licht", 1280, "light"], ["1280-donker", 1280, "dark"]];

mkdirSync(folder, { recursive: true });
const house = await open();
try {
  for (const [name, reach] of Object.entries({ ...ballotStates, ...troubleStates, ...pageStates })) {
    if (!only.test(name)) continue;
    const device = await house.device();
    try {
      await reach(device.page, house);
      for (const [way, width, colorScheme] of WAYS) {
        await device.page.setViewportSize({ width, height: 740 });
        await device.page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await device.page.waitForTimeout(150);
        await device.page.screenshot({ path: `${folder}${name}-${way}.png`, fullPage: true });
      }
      console.log(name);
    } catch (error) {
      console.error(`${name}: ${error.message.split("\n")[0]}`);
      process.exitCode = 1;
    } finally {
      await device.close();
    }
  }
} finally {
  await house.close();
}
