import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AlertRow } from "#domains/alerts/queries.ts";
import type { HealthInput } from "#domains/alerts/conditions.ts";
import { HOUR_MS, MINUTE_MS } from "#kernel/time.ts";
import { createHandScheduler, type HandScheduler } from "#tests/kit/hand-scheduler.ts";
import { atClock, plannedBatch } from "#tests/kit/production-plan.ts";
import {
  BATCH,
  CHICKEN,
  createQualityKitchen,
  FRUIT_RUN,
  HEAD,
  NUTRITIONIST,
  OFFICER,
  person,
  signedBy,
  type QualityKitchen,
} from "#tests/kit/quality-kitchen.ts";
import { watchedBoards } from "./inputs.ts";
import { createAlertWatcher, WATCH_AFTER_COMMIT_MS, WATCH_EVERY_MS, type AlertWatcher } from "./watcher.ts";

let kitchen: QualityKitchen;
let scheduler: HandScheduler;
let health: HealthInput;
let refused: string[];
let watcher: AlertWatcher;

beforeEach(() => {
  kitchen = createQualityKitchen();
  scheduler = createHandScheduler();
  health = { siteId: "site" };
  refused = [];
  watcher = createWatcher();
});
afterEach(() => {
  kitchen.rebuildAndCompare();
  kitchen.close();
});

/** Another watcher of the same kitchen, as after a restart: it remembers nothing. */
function createWatcher(): AlertWatcher {
  return createAlertWatcher({
    store: kitchen.store,
    clock: kitchen.clock,
    scheduler,
    makeId: kitchen.makeId,
    boards: watchedBoards(kitchen.modules.flatMap((module) => module.queries)),
    readHealth: () => health,
    log: {
      warn: (line: { readonly event?: unknown; readonly code?: unknown }) =>
        void refused.push(String(line.code ?? line.event)),
    },
  });
}
function alerts(params: object = {}): readonly AlertRow[] {
  return kitchen.ask("alerts", params) as readonly AlertRow[]; // by name
}
function told(): readonly string[] {
  return alerts().map((alert) => `${alert.alertKind} ${alert.severity} ${alert.status}`);
}
async function lookAfter(ms: number): Promise<void> {
  kitchen.clock.advance(ms);
  await watcher.look();
}
const lateFor = (ms: number) => kitchen.clock.advance(atClock("00:00") - 2 * HOUR_MS + ms - kitchen.clock.nowMs());

describe("the watcher", () => {
  it("raises a late start once and resolves it when the batch started", async () => {
    await kitchen.plan(plannedBatch());
    await watcher.look();
    expect(told()).toEqual([]);
    lateFor(1);
    await watcher.look();
    await watcher.look();
    expect(alerts()).toMatchObject([
      {
        alertKind: "batch-start-late",
        entityId: BATCH,
        severity: "medium",
        status: "open",
        occurrenceCount: 1,
        ownerRole: "division-lead",
        data: { batchCode: "BATCH-20261121-01", dueAtMs: atClock("00:00") - 2 * HOUR_MS },
      },
    ]);
    const lead = await kitchen.addCook("Siti Aminah");
    await kitchen.accepted("assign-task", { batchId: BATCH, staffId: lead, taskKind: "lead-cook" });
    await kitchen.accepted("start-preparation", { batchId: BATCH });
    await watcher.look();
    expect(told()).toEqual(["batch-start-late medium open"]);
    await lookAfter(2 * MINUTE_MS);
    expect(told()).toEqual([]);
    expect(alerts({ status: "resolved" })).toMatchObject([{ resolution: "condition-gone" }]);
    expect(refused).toEqual([]);
  });

  it("counts a condition that flaps five times as one alert, repeated at most every ten minutes", async () => {
    await kitchen.cook();
    await kitchen.makeReady();
    for (let round = 0; round < 5; round += 1) {
      await kitchen.holdAt([58], { action: { actionCode: "reheat" } });
      await lookAfter(MINUTE_MS);
      await kitchen.holdAt([70]);
      await lookAfter(4 * MINUTE_MS);
    }
    const [alert] = alerts({ alertKind: "holding-temperature-out" });
    expect(alert).toMatchObject({ severity: "critical", status: "open", needsVerification: true });
    const history = kitchen.ask("alert", { alertId: alert?.alertId }) as readonly { readonly entryKind: string }[]; // by name
    expect(history.filter((entry) => entry.entryKind === "alert-raised")).toHaveLength(1);
    // Raised at 1 min, out again at 6, 11, 16 and 21: written at 11 and 21 only.
    expect(alert?.occurrenceCount).toBe(3);
    expect(alerts({ status: "resolved", alertKind: "holding-temperature-out" })).toEqual([]);
  });

  it("resolves urgent food safety only after another person verified the action", async () => {
    await kitchen.cook();
    await kitchen.makeReady();
    await kitchen.holdAt([58], { action: { actionCode: "reheat" } });
    await watcher.look();
    const [alert] = alerts({ alertKind: "holding-temperature-out" });
    const alertId = alert?.alertId;
    const resolve = () => kitchen.submit("resolve-alert", { alertId }, { as: person(HEAD) });
    expect(await resolve()).toMatchObject({ rejection: { code: "condition-still-true" } });
    await kitchen.accepted("acknowledge-alert", { alertId }, { as: person(NUTRITIONIST) });
    await kitchen.accepted("record-alert-action", { alertId, actionCode: "reheated" }, { as: person(NUTRITIONIST) });
    await kitchen.holdAt([72]);
    await lookAfter(HOUR_MS);
    expect(alerts({ alertKind: "holding-temperature-out" })).toMatchObject([{ status: "action-recorded" }]);
    expect(await resolve()).toMatchObject({ rejection: { code: "verification-missing" } });
    const verify = (by: typeof HEAD) => kitchen.submit("verify-alert", { alertId }, { as: person(by) });
    expect(await verify(NUTRITIONIST)).toMatchObject({ rejection: { code: "own-work" } });
    expect(await verify(HEAD)).toMatchObject({ kind: "accepted" });
    await lookAfter(2 * MINUTE_MS);
    expect(alerts({ alertKind: "holding-temperature-out" })).toEqual([]);
  });

  it("escalates what got worse after it was acknowledged, and opens it again", async () => {
    await kitchen.cook();
    kitchen.clock.advance(atClock("05:50") - kitchen.clock.nowMs());
    await watcher.look();
    const [medium] = alerts({ alertKind: "cook-clock" });
    expect(medium).toMatchObject({ severity: "medium", status: "open" });
    await kitchen.accepted("acknowledge-alert", { alertId: medium?.alertId }, { as: person(NUTRITIONIST) });
    await lookAfter(30 * MINUTE_MS);
    expect(alerts({ alertKind: "cook-clock" })).toMatchObject([
      { alertId: medium?.alertId, severity: "high", status: "open", acknowledgedByStaffId: null },
    ]);
    await lookAfter(30 * MINUTE_MS);
    expect(alerts({ alertKind: "cook-clock" })).toMatchObject([{ severity: "critical", occurrenceCount: 3 }]);
  });

  it("takes an alert nobody acknowledged to the kitchen head and the region, across a restart in between", async () => {
    await kitchen.cook();
    await kitchen.makeReady();
    await kitchen.holdAt([58], { action: { actionCode: "reheat" } });
    await watcher.look();
    kitchen.clock.advance(4 * MINUTE_MS);
    watcher = createWatcher();
    await lookAfter(MINUTE_MS - 1);
    const escalated = () => alerts({ alertKind: "holding-temperature-out" })[0]?.escalatedToRoles;
    expect(escalated()).toEqual([]);
    await lookAfter(1);
    expect(escalated()).toEqual(["kitchen-head"]);
    watcher = createWatcher();
    await lookAfter(10 * MINUTE_MS);
    expect(escalated()).toEqual(["kitchen-head", "region-coordinator"]);
    await lookAfter(HOUR_MS);
    expect(escalated()).toEqual(["kitchen-head", "region-coordinator"]);
  });

  it("shared by two that look at once raises one alert", async () => {
    await kitchen.plan(plannedBatch());
    lateFor(1);
    await Promise.all([watcher.look(), createWatcher().look()]);
    expect(told()).toEqual(["batch-start-late medium open"]);
    expect(refused).toEqual(["alert-already-open"]);
  });

  it("makes a new alert when a condition comes back after its alert was resolved", async () => {
    health = { siteId: "site", diskFreeBp: 400 };
    await watcher.look();
    health = { siteId: "site", diskFreeBp: 4_000 };
    await lookAfter(MINUTE_MS);
    await lookAfter(2 * MINUTE_MS);
    expect(told()).toEqual([]);
    health = { siteId: "site", diskFreeBp: 400 };
    await watcher.look();
    expect(told()).toEqual(["disk-low medium open"]);
    const ids = [...alerts(), ...alerts({ status: "resolved" })].map((alert) => alert.alertId);
    expect(new Set(ids).size).toBe(2);
  });

  it("tells of a hold, an unsafe tasting and the deviation in order of severity", async () => {
    await kitchen.cook();
    kitchen.clock.advance(MINUTE_MS);
    await kitchen.accepted(
      "record-tasting",
      {
        checkId: kitchen.makeId("check"),
        batchId: BATCH,
        phase: "before-dispatch",
        dishes: [CHICKEN, FRUIT_RUN].map((dishRunId) => ({
          dishRunId,
          tastePoints: 2,
          colourPoints: 3,
          aromaPoints: 3,
          texturePoints: 3,
        })),
        verdict: "unsafe",
        note: "asam",
      },
      { as: person(OFFICER) },
    );
    await watcher.look();
    expect(told()).toEqual(["tasting-unsafe critical open", "deviation-open critical open", "batch-held high open"]);
    expect(kitchen.ask("alert-load", { fromMs: 0, toMs: kitchen.clock.nowMs() + 1 })).toMatchObject([
      { criticalCount: 2, highCount: 1, soundCount: 2 },
    ]);
    await kitchen.accepted(
      "reject-batch",
      { batchId: BATCH, reason: "basi", disposal: "compost" },
      { as: person(HEAD), signatures: signedBy(HEAD) },
    );
    await watcher.look();
    await lookAfter(3 * MINUTE_MS);
    // Thrown away, but still to be acted on, verified and closed.
    expect(told()).toEqual(["tasting-unsafe critical open", "deviation-open critical open", "batch-held high open"]);
  });
});

describe("the watcher's life", () => {
  it("looks at the start, soon after commits, on its timer, and no more once stopped", async () => {
    const controller = new AbortController();
    const looks = () => refused.length;
    health = { siteId: "site", diskFreeBp: 400 };
    const running = watcher.run(controller.signal);
    await settled();
    expect(told()).toEqual(["disk-low medium open"]);
    await kitchen.plan(plannedBatch());
    lateFor(1);
    await settled();
    expect(told()).toEqual(["disk-low medium open"]);
    scheduler.advance(WATCH_AFTER_COMMIT_MS);
    await settled();
    expect(told()).toEqual(["disk-low medium open", "batch-start-late medium open"]);
    health = { siteId: "site", diskFreeBp: 100 };
    scheduler.advance(WATCH_EVERY_MS);
    await settled();
    expect(told()).toEqual(["disk-low high open", "batch-start-late medium open"]);
    controller.abort();
    await running;
    health = { siteId: "site", diskFreeBp: 4_000 };
    kitchen.clock.advance(HOUR_MS);
    scheduler.advance(10 * WATCH_EVERY_MS);
    await settled();
    expect(alerts()).toHaveLength(2);
    expect(looks()).toBe(0);
  });

  it("survives a look that fails", async () => {
    let isBroken = true;
    const controller = new AbortController();
    const fragile = createAlertWatcher({
      store: kitchen.store,
      clock: kitchen.clock,
      scheduler,
      makeId: kitchen.makeId,
      boards: watchedBoards(kitchen.modules.flatMap((module) => module.queries)),
      readHealth: () => {
        if (isBroken) throw new Error("no disk");
        return { siteId: "site", diskFreeBp: 400 };
      },
      log: { warn: (line: { readonly event?: unknown }) => void refused.push(String(line.event)) },
    });
    const running = fragile.run(controller.signal);
    await settled();
    expect(refused).toEqual(["watcher-failed"]);
    isBroken = false;
    scheduler.advance(WATCH_EVERY_MS);
    await settled();
    expect(told()).toEqual(["disk-low medium open"]);
    controller.abort();
    await running;
  });
});

/** Waits until the bus has nothing more to do: a command that changes nothing comes back after all before it. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) {
    await kitchen.submit("acknowledge-alert", { alertId: `alert_${"0".repeat(32)}` });
  }
}
