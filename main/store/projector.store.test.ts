import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTallyModule, tallyCounted } from "#tests/kit/tally-module.ts";
import {
  createTestClock,
  createTestIds,
  createTestKitchen,
  silentLog,
  type TestKitchen,
} from "#tests/kit/test-kitchen.ts";
import type { DomainModule } from "./domain-module.ts";

const RICE = { name: "rice", totalCount: 2, isClosed: false };

describe("read models", () => {
  let dataDir = "";
  let kitchen: TestKitchen;
  const warnings: object[] = [];
  const makeId = createTestIds(createTestClock());
  const open = (module: DomainModule) => {
    kitchen = createTestKitchen({
      modules: [module],
      dataDir,
      makeId,
      log: { ...silentLog, warn: (line: object) => void warnings.push(line) },
    });
  };
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), "kitchen-projector-"));
    warnings.length = 0;
    open(createTallyModule());
    await kitchen.accepted("open-tally", { name: "rice", goalCount: 9 });
    await kitchen.accepted("count-tally", { name: "rice", addedCount: 2 });
  });
  afterEach(() => {
    kitchen.close();
    rmSync(dataDir, { recursive: true });
  });
  const reopen = (module: DomainModule) => {
    kitchen.close();
    open(module);
  };
  let projectedCount = 0;
  const counting = (overrides: Partial<DomainModule> = {}): DomainModule => {
    const module = createTallyModule(overrides);
    projectedCount = 0;
    return {
      ...module,
      project: (db, event) => {
        projectedCount += 1;
        module.project(db, event);
      },
    };
  };

  it("are there after a restart without being computed again", () => {
    reopen(counting());
    expect(kitchen.ask("tallies")).toEqual([RICE]);
    expect(projectedCount).toBe(0);
  });

  it("of another version are computed anew from the log, and former tables go away", () => {
    const renamed = { name: "tally_2", ddl: ["CREATE TABLE tally_2 (name TEXT PRIMARY KEY, count INTEGER) STRICT"] };
    let seen: readonly string[] = [];
    reopen({
      ...createTallyModule({ projectionVersion: 2, tables: [renamed] }),
      project: (_db, event) => {
        seen = [...seen, event.type];
      },
    });
    expect(seen).toEqual(["tally-opened", "tally-counted"]);
    expect(() => kitchen.ask("tallies")).toThrow("no such table: tally");
    reopen(counting({ projectionVersion: 3 }));
    expect(kitchen.ask("tallies")).toEqual([RICE]);
    expect(projectedCount).toBe(2);
  });

  it("whose tables were changed without a new version are computed anew all the same", () => {
    const [table] = createTallyModule().tables;
    const ddl = [...(table?.ddl ?? []), "CREATE INDEX tally_by_total ON tally (total_count)"];
    reopen(counting({ tables: [{ name: "tally", ddl }] }));
    expect(projectedCount).toBe(2);
  });

  it("skip an event of an unknown type, say so once, and take it in once it is known", async () => {
    const whole = createTallyModule();
    reopen(createTallyModule({ events: whole.events.filter((event) => event !== tallyCounted) }));
    kitchen.store.rebuild();
    kitchen.store.rebuild();
    expect(kitchen.ask("tallies")).toEqual([{ ...RICE, totalCount: 0 }]);
    expect(kitchen.store.status().unknownEventCount).toBe(2);
    expect(warnings).toEqual([{ event: "unknown-event-skipped", domain: "tally", type: "tally-counted", seq: 2 }]);
    expect(kitchen.store.readEvents({ sinceSeq: 1, domains: ["tally"], limit: 9 })).toMatchObject([
      { type: "tally-counted", body: { addedCount: 2 } },
    ]);
    // The stream goes on past what is not understood.
    expect(await kitchen.submit("close-tally", { name: "rice" })).toMatchObject({ streamVersion: 3 });
    reopen(counting());
    expect(kitchen.ask("tallies")).toEqual([{ ...RICE, isClosed: true }]);
    expect(projectedCount).toBe(3);
  });

  it("see events in their latest version, in the log, on rebuild and in a stream's state", async () => {
    const upcast: DomainModule["upcast"] = (event) =>
      event.type === "tally-counted" && event.v === 1
        ? { ...event, v: 2, body: { ...(event.body as object), totalCount: 100 } } // a body of version 1
        : event;
    const events = createTallyModule().events.map((event) => (event === tallyCounted ? { ...event, v: 2 } : event));
    reopen(createTallyModule({ events, upcast, projectionVersion: 2 }));
    expect(kitchen.ask("tallies")).toEqual([{ ...RICE, totalCount: 100 }]);
    expect(kitchen.store.readEvents({ sinceSeq: 1, domains: ["tally"], limit: 9 })).toMatchObject([
      { v: 2, body: { totalCount: 100 } },
    ]);
    await kitchen.accepted("count-tally", { name: "rice", addedCount: 5 });
    expect(kitchen.store.readEvents({ sinceSeq: 2, domains: ["tally"], limit: 9 })).toMatchObject([
      { v: 2, body: { totalCount: 105 } },
      { type: "tally-closed" },
    ]);
    kitchen.rebuildAndCompare();
  });

  it("that differ from the log are found by the comparison every domain is tested with", () => {
    let isHonest = false;
    const module = createTallyModule();
    reopen({
      ...module,
      projectionVersion: 2,
      project: (db, event) => {
        if (isHonest || event.type !== "tally-counted") module.project(db, event);
      },
    });
    isHonest = true;
    expect(() => {
      kitchen.rebuildAndCompare();
    }).toThrow("read models kept up to date equal those computed from the log");
  });

  it("never share a table between domains, nor with what migrations made", () => {
    const other = createTallyModule({ domain: "tally-2", commands: [], queries: [] });
    kitchen.close();
    expect(() => createTestKitchen({ modules: [createTallyModule(), other] })).toThrow("belongs to tally-2 alone");
    for (const name of ["event", "command", "meta"]) {
      const greedy = createTallyModule({ tables: [{ name, ddl: [] }] });
      expect(() => createTestKitchen({ modules: [greedy] })).toThrow(`the table ${name} belongs to tally alone`);
    }
  });
});
