import { describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "#kernel/time.ts";
import type { AlertCondition } from "./conditions.ts";
import type { AlertId } from "./ids.ts";
import { compareAlerts, POLICY_BY_ALERT_KIND } from "./rules.ts";
import { ALERT_KINDS } from "./vocabulary.ts";
import { emptyWatchMemory, watchActs, type WatchedAlert, type WatchFigures, type WatchMemory } from "./watch.ts";

const figures: WatchFigures = {
  ackCriticalHeadMs: 5 * MINUTE_MS,
  ackCriticalRegionMs: 15 * MINUTE_MS,
  ackHighMs: 15 * MINUTE_MS,
  ackMediumMs: HOUR_MS,
  clearAfterMs: 2 * MINUTE_MS,
  repeatMinMs: 10 * MINUTE_MS,
};
const alertId = `alert_${"a".repeat(32)}` as AlertId; // well formed
const late: AlertCondition = { alertKind: "batch-late", entityId: "batch_1", severity: "medium", data: {} };
const alert: WatchedAlert = {
  alertId,
  alertKind: "batch-late",
  entityId: "batch_1",
  severity: "medium",
  status: "open",
  unacknowledgedSinceMs: 0,
  escalatedToRoles: [],
  actionByStaffId: null,
  assigneeStaffId: null,
  updatedAtMs: 0,
};

function look(
  conditions: readonly AlertCondition[],
  alerts: readonly WatchedAlert[],
  nowMs: number,
  memory: WatchMemory = emptyWatchMemory,
) {
  return watchActs({ conditions, alerts, nowMs }, memory, figures);
}

describe("the watcher", () => {
  it("raises what stands and is not raised, and leaves alone what is", () => {
    expect(look([late], [], 0).acts).toEqual([{ kind: "raise", condition: late }]);
    expect(look([late], [alert], 1).acts).toEqual([]);
    expect(look([late], [{ ...alert, entityId: "batch_2" }], 1).acts).toEqual([{ kind: "raise", condition: late }]);
  });

  it("raises again what got worse, whatever its state", () => {
    const worse: AlertCondition = { ...late, severity: "high" };
    expect(look([worse], [{ ...alert, status: "acknowledged", unacknowledgedSinceMs: null }], 1).acts).toEqual([
      { kind: "raise", condition: worse },
    ]);
  });

  it("resolves what has been gone for two minutes, not before", () => {
    const first = look([], [alert], MINUTE_MS);
    expect(first.acts).toEqual([]);
    expect(look([], [alert], 3 * MINUTE_MS - 1, first.memory).acts).toEqual([]);
    expect(look([], [alert], 3 * MINUTE_MS, first.memory).acts).toEqual([{ kind: "resolve", alertId }]);
  });

  it("forgets that it was gone when it comes back, and repeats it at most every ten minutes", () => {
    const gone = look([], [alert], MINUTE_MS);
    const back = look([late], [alert], 2 * MINUTE_MS, gone.memory);
    expect(back).toEqual({ acts: [], memory: new Map() });
    const goneAgain = look([], [alert], 11 * MINUTE_MS, back.memory);
    expect(look([late], [alert], 12 * MINUTE_MS, goneAgain.memory).acts).toEqual([{ kind: "raise", condition: late }]);
  });

  it("does not trust a memory from the future after the clock went back", () => {
    const memory = new Map([[alertId, HOUR_MS]]);
    const { memory: kept } = look([], [alert], MINUTE_MS, memory);
    expect(kept.get(alertId)).toBe(MINUTE_MS);
  });

  it("waits for verification where food safety asks for it", () => {
    const clock: WatchedAlert = { ...alert, alertKind: "cook-clock", severity: "high" };
    const memory = new Map([[alertId, 0]]);
    expect(look([], [{ ...clock, status: "action-recorded" }], HOUR_MS, memory).acts).toEqual([]);
    expect(look([], [{ ...clock, status: "verified" }], HOUR_MS, memory).acts).toEqual([{ kind: "resolve", alertId }]);
  });

  it("never closes what a person must close", () => {
    const overridden: WatchedAlert = { ...alert, alertKind: "release-overridden", status: "verified" };
    expect(look([], [overridden], 24 * HOUR_MS, new Map([[alertId, 0]])).acts).toEqual([]);
  });

  it("escalates step by step", () => {
    const critical: WatchedAlert = { ...alert, severity: "critical" };
    const standing = [{ ...late, severity: "critical" as const }];
    expect(look(standing, [critical], 5 * MINUTE_MS - 1).acts).toEqual([]);
    expect(look(standing, [critical], 5 * MINUTE_MS).acts).toEqual([
      { kind: "escalate", alertId, toRole: "kitchen-head" },
    ]);
    expect(look(standing, [{ ...critical, escalatedToRoles: ["kitchen-head"] }], 15 * MINUTE_MS).acts).toEqual([
      { kind: "escalate", alertId, toRole: "region-coordinator" },
    ]);
  });
});

describe("the list of alerts", () => {
  it("shows severity first, then age", () => {
    const row = (id: string, severity: "low" | "high" | "critical", raisedAtMs: number) => ({
      alertId: id,
      severity,
      raisedAtMs,
    });
    const rows = [row("a", "low", 1), row("b", "high", 9), row("c", "high", 5), row("d", "critical", 9)];
    expect(rows.toSorted(compareAlerts).map((one) => one.alertId)).toEqual(["d", "c", "b", "a"]);
  });

  it("has an owner for every kind", () => {
    expect(Object.keys(POLICY_BY_ALERT_KIND).toSorted()).toEqual([...ALERT_KINDS].toSorted());
  });
});
