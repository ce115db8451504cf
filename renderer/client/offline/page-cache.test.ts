import { afterEach, describe, expect, it, vi } from "vitest";
import { cacheFirst, keepFiles, networkFirst, pageOfWorker, pathKind, type FileCache } from "./page-cache.ts";

const PAGE_PATH = pageOfWorker("/tablet-worker.js");

function memoryCache(first: Readonly<Record<string, string>> = {}) {
  const kept = new Map(Object.entries(first));
  const cache: FileCache = {
    match: (path) => {
      const text = kept.get(path);
      return Promise.resolve(text === undefined ? undefined : new Response(text));
    },
    put: async (path, response) => void kept.set(path, await response.text()),
    delete: (path) => Promise.resolve(kept.delete(path)),
    keys: () => Promise.resolve([...kept.keys()].map((path) => ({ url: `http://kitchen${path}` }))),
  };
  return { cache, kept };
}

const kitchenAnswers = (textByPath: Readonly<Record<string, string>> | null) =>
  vi.stubGlobal("fetch", (path: string) => {
    if (textByPath === null) return Promise.reject(new TypeError("away"));
    const text = textByPath[path];
    return Promise.resolve(text === undefined ? new Response("", { status: 404 }) : new Response(text));
  });
afterEach(() => vi.unstubAllGlobals());

describe("a face's page kept on the device", () => {
  it("tells the page from its files and from everything else", () => {
    expect(
      ["/tablet", "/tablet/x", "/assets/a.js", "/wall", "/tabletop", "/pair"].map((path) => pathKind(path, PAGE_PATH)),
    ).toEqual(["page", "page", "file", "other", "other", "other"]);
  });

  it("is the kitchen's while it answers and the kept one while it does not", async () => {
    const { cache } = memoryCache({ [PAGE_PATH]: "yesterday" });
    kitchenAnswers({ [PAGE_PATH]: "today" });
    expect(await (await networkFirst(cache, PAGE_PATH)).text()).toBe("today");
    kitchenAnswers({});
    expect(await (await networkFirst(cache, PAGE_PATH)).text()).toBe("yesterday");
    kitchenAnswers(null);
    expect(await (await networkFirst(cache, PAGE_PATH)).text()).toBe("yesterday");
    await expect(networkFirst(memoryCache().cache, PAGE_PATH)).rejects.toThrow("away");
  });

  it("takes a hashed file from the device without asking", async () => {
    const { cache, kept } = memoryCache({ "/assets/a.js": "a" });
    kitchenAnswers(null);
    expect(await (await cacheFirst(cache, "/assets/a.js")).text()).toBe("a");
    kitchenAnswers({ "/assets/b.js": "b" });
    expect(await (await cacheFirst(cache, "/assets/b.js")).text()).toBe("b");
    expect(kept.get("/assets/b.js")).toBe("b");
  });

  it("drops files of an older build only once the new page is whole", async () => {
    const { cache, kept } = memoryCache({ [PAGE_PATH]: "old", "/assets/old.js": "old" });
    kitchenAnswers({ [PAGE_PATH]: "new", "/assets/new.js": "new" });
    await keepFiles(cache, PAGE_PATH, ["/assets/new.js", "/wall"]);
    expect(Object.fromEntries(kept)).toEqual({ [PAGE_PATH]: "new", "/assets/new.js": "new" });
    kitchenAnswers(null);
    await expect(keepFiles(cache, PAGE_PATH, ["/assets/newer.js"])).rejects.toThrow("away");
    expect([...kept.keys()]).toEqual([PAGE_PATH, "/assets/new.js"]);
  });
});
