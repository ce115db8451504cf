import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Writable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTallyFolder, type TallyFolder } from "#tests/kit/tally-folder.ts";
import { createTallyModule } from "#tests/kit/tally-module.ts";
import { createTestClock } from "#tests/kit/test-kitchen.ts";
import { createStoreAdmin } from "./admin.ts";

describe("an export of the log", () => {
  let source: TallyFolder;
  let target: TallyFolder;
  let file = "";
  const adminOf = (folder: TallyFolder) =>
    createStoreAdmin({
      dataDir: folder.path,
      modules: [createTallyModule()],
      clock: createTestClock(),
      makeEpoch: () => "eeeeeeeeeeeeeeee",
    });
  beforeEach(async () => {
    source = createTallyFolder();
    target = createTallyFolder();
    await source.fill(25);
    file = join(source.path, "log.jsonl");
    writeFileSync(file, await exported(source));
  });
  afterEach(() => {
    source.remove();
    target.remove();
  });

  async function exported(folder: TallyFolder): Promise<string> {
    const chunks: string[] = [];
    const output = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        chunks.push(chunk.toString());
        done();
      },
    });
    await adminOf(folder).exportTo(output);
    return chunks.join("");
  }

  it("makes the same log elsewhere, under a new epoch, with the same hashes", async () => {
    const report = await adminOf(target).importFrom(file);
    expect(report).toMatchObject({
      eventCount: 25,
      epoch: { epoch: "eeeeeeeeeeeeeeee", reason: "imported", fromSeq: 26, lost: null },
    });
    const { headHash } = adminOf(source).verify();
    const kitchen = target.open();
    expect(kitchen.store.siteId).toBe(report.siteId);
    expect(kitchen.ask("tallies")).toEqual([{ name: "rice", totalCount: 24, isClosed: false }]);
    kitchen.close();
    expect(adminOf(target).verify()).toMatchObject({ isGood: true, eventCount: 25, headHash });
    const [header, ...events] = (await exported(target)).split("\n");
    expect(events).toEqual(readFileSync(file, "utf8").split("\n").slice(1));
    expect(JSON.parse(header ?? "")).toMatchObject({ epochs: [{ reason: "created" }, { reason: "imported" }] });
  });

  it.each([
    ["an event changed", (lines: string[]) => lines.map((line) => line.replace("note 7 ", "note 8 "))],
    ["an event missing", (lines: string[]) => lines.toSpliced(9, 1)],
    ["the last event missing", (lines: string[]) => lines.toSpliced(25, 1)],
    ["an event twice", (lines: string[]) => lines.toSpliced(9, 0, lines[9] ?? "")],
    ["two events swapped", (lines: string[]) => lines.toSpliced(9, 2, lines[10] ?? "", lines[9] ?? "")],
    ["a line cut short", (lines: string[]) => lines.toSpliced(9, 1, (lines[9] ?? "").slice(0, 40))],
    ["a member added", (lines: string[]) => lines.map((line) => line.replace('"seq":7,', '"seq":7,"extra":1,'))],
    ["no header", (lines: string[]) => lines.slice(1)],
    ["nothing in it", () => []],
  ])("with %s is refused whole and leaves nothing behind", async (_name, change) => {
    const lines = readFileSync(file, "utf8").trimEnd().split("\n");
    writeFileSync(file, change(lines).join("\n"));
    await expect(adminOf(target).importFrom(file)).rejects.toMatchObject({ code: "source-not-good" });
    const kitchen = target.open();
    expect(kitchen.store.headSeq()).toBe(0);
    kitchen.close();
  });

  it("is not imported over a store that is there", async () => {
    await expect(adminOf(source).importFrom(file)).rejects.toMatchObject({ code: "store-in-use" });
    expect(adminOf(source).verify()).toMatchObject({ isGood: true, eventCount: 25 });
  });
});
