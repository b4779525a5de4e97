// What every file of walks begins with: a house, and walks through it that end without a script error or a request to somebody else.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { open } from "./harness.js";
import { signIn } from "./states.js";

/** A house for one file, and ways to walk through it: `walk` hands out as many devices as are asked for, `walkAlone` one with these options. */
export async function walks() {
  const house = await open();
  after(() => house.close());
  const walk = (name, act) => test(name, async (t) => {
    const devices = [];
    const device = async (options) => {
      const one = await house.device(options);
      devices.push(one);
      return one;
    };
    try {
      await act(device, t);
      for (const { faults } of devices) assert.deepEqual(faults, []);
    } finally {
      for (const one of devices) await one.close();
    }
  });
  const walkAlone = (name, options, act) => walk(name, async (device, t) => act(await device(options), t));
  const demoSignIn = (page, as) => signIn(as)(page, house);
  return { house, walk, walkAlone, demoSignIn };
}

/** Asks the API as whoever is signed in on this page. */
export const askAs = (page, method, path, body) => page.evaluate(async ([how, where, what]) => {
  const answer = await fetch(`/api/v1${where}`, { method: how, headers: { "Content-Type": "application/json" }, body: what && JSON.stringify(what) });
  if (!answer.ok) throw new Error(`${where}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}, [method, path, body]);
