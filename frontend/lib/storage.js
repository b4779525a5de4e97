// What this device remembers, when it may: votes per member and round, the language, a signed-in hint. Never cookies, never the network.

const PREFIX = "preferendum.";

/** @param {"localStorage"|"sessionStorage"} name @returns {Storage|null} */
function working(name) {
  try {
    const storage = globalThis[name];
    storage.setItem(PREFIX + "probe", "1");
    storage.removeItem(PREFIX + "probe");
    return storage;
  } catch {
    return null;
  }
}

/**
 * A shelf of JSON values. `lasting` is false when the device refuses to keep anything: then it lives as long as the page.
 * @param {"localStorage"|"sessionStorage"} name
 * @returns {{lasting: boolean, list: (beginning: string) => string[], read: (key: string) => unknown, keep: (key: string, value: unknown) => boolean, drop: (key: string) => void}}
 */
export function openShelf(name) {
  const storage = working(name);
  /** @type {Map<string, string>} */
  const memory = new Map();
  return {
    lasting: storage !== null,
    list: (beginning) => Object.keys({ ...storage }).filter((name) => name.startsWith(PREFIX + beginning)).map((name) => name.slice(PREFIX.length)),
    read(key) {
      const text = memory.get(key) ?? storage?.getItem(PREFIX + key) ?? null;
      try {
        return text === null ? null : JSON.parse(text);
      } catch {
        return null;
      }
    },
    keep(key, value) {
      try {
        if (storage === null) throw new Error("refused");
        storage.setItem(PREFIX + key, JSON.stringify(value));
        memory.delete(key);
        return true;
      } catch {
        memory.set(key, JSON.stringify(value));
        return false;
      }
    },
    drop(key) {
      memory.delete(key);
      storage?.removeItem(PREFIX + key);
    },
  };
}
