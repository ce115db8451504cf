import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createProductionKitchen, type ProductionKitchen } from "#tests/kit/production-kitchen.ts";
import { batchIdOf, PLAN_DATE, plannedBatch } from "#tests/kit/production-plan.ts";
import { expectQueryIndexed } from "#tests/kit/query-plan.ts";
import { productionSql } from "./tables.ts";

let kitchen: ProductionKitchen;
beforeEach(async () => {
  kitchen = createProductionKitchen();
  await kitchen.plan(plannedBatch());
});
afterEach(() => kitchen.close());

const day = { serviceDate: PLAN_DATE };
const span = { fromDate: "2026-11-01", toDate: "2026-11-30" };

describe("questions of production and the site", () => {
  it.each<readonly [string, object]>([
    ["today", day],
    ["production-board", day],
    ["batch", { batchId: batchIdOf(1) }],
    ["batch-history", { batchId: batchIdOf(1) }],
    ["totals", day],
    ["portion-totals", day],
    ["planned-ingredients", day],
    ["my-tasks", { ...day, station: "cook" }],
    ["departures", day],
    ["batch-forecast", { batchId: batchIdOf(1) }],
    ["waste", span],
    ["service-calendar", span],
    ["production-kpis", span],
    ["duration-history", {}],
    ["duration-history", { recipeCode: "AYAM-BALADO" }],
    ["site-profile", {}],
    ["settings", day],
    ["face-settings", day],
    ["service-day", day],
  ])("%s reads by index only", (name, params) => {
    const db = kitchen.store.reader;
    if (name === "face-settings" || name === "settings") expect(kitchen.ask(name, params).length).toBeGreaterThan(0);
    expectQueryIndexed({ db, modules: kitchen.modules }, { name, params });
  });

  it("the audit log reads from the end of its span", () => {
    const question = { name: "audit-log", params: { fromAtMs: 0, toAtMs: kitchen.clock.nowMs() } };
    expectQueryIndexed({ db: kitchen.store.reader, modules: kitchen.modules }, question, [
      { detail: "SCAN event", why: "the newest row only: ORDER BY seq DESC LIMIT 1 on the primary key" },
    ]);
  });

  it("a question without its index would be seen", () => {
    const unindexed = productionSql.selectFrom("production_waste").selectAll().where("mass_g", ">", 5);
    const rows = kitchen.store.reader.all<{ readonly detail: string }>({
      compile: () => {
        const compiled = unindexed.compile();
        return { ...compiled, sql: `EXPLAIN QUERY PLAN ${compiled.sql}` } as never; // what SQLite answers
      },
    });
    expect(rows.map((row) => row.detail)).toEqual(["SCAN production_waste"]);
  });
});
