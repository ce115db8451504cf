import { describe, it } from "vitest";
import type { DecisionContext } from "#kernel/definition.ts";
import type { SiteRole } from "#kernel/access.ts";
import type { StaffId } from "#kernel/ids.ts";
import { HOUR_MS, MINUTE_MS } from "#kernel/time.ts";
import { createDecideSpec, TEST_NOW_MS, testContext } from "#tests/kit/decide-spec.ts";
import type { AlertCommand } from "./commands.ts";
import { decideAlert, type AlertFacts } from "./decide.ts";
import type { AlertEvent } from "./events.ts";
import type { AlertId } from "./ids.ts";
import { evolveAlert, initialAlertState } from "./state.ts";
import type { AlertKind, AlertSeverity } from "./values.ts";

const given = createDecideSpec({
  initialState: initialAlertState,
  evolve: evolveAlert,
  decide: decideAlert,
});

const alertId = `alert_${"a".repeat(32)}` as AlertId; // well formed
const staff = (digit: string) => `staff_${digit.repeat(32)}` as StaffId; // well formed
const ENTITY = `batch_${"b".repeat(32)}`;

const facts = (change: Partial<AlertFacts> = {}): AlertFacts => ({
  figures: {
    ackCriticalHeadMs: 5 * MINUTE_MS,
    ackCriticalRegionMs: 15 * MINUTE_MS,
    ackHighMs: 15 * MINUTE_MS,
    ackMediumMs: HOUR_MS,
    repeatMinMs: 10 * MINUTE_MS,
  },
  isWallAcknowledging: true,
  isConditionTrue: false,
  isAssigneeActive: true,
  ...change,
});

function raised(severity: AlertSeverity = "high", alertKind: AlertKind = "batch-late"): AlertEvent {
  return { type: "alert-raised", body: { alertId, alertKind, entityId: ENTITY, severity, data: {} } };
}
function raise(severity: AlertSeverity = "high", alertKind: AlertKind = "batch-late"): AlertCommand {
  const otherId = `alert_${"c".repeat(32)}` as AlertId; // well formed
  return { type: "raise-alert", body: { alertId: otherId, alertKind, entityId: ENTITY, severity, data: {} } };
}
const acknowledged: AlertEvent = { type: "alert-acknowledged", body: { alertId } };
const verified: AlertEvent = { type: "alert-verified", body: { alertId } };
const action = {
  type: "alert-action-recorded",
  body: { alertId, actionCode: "reheated" },
} as const satisfies AlertEvent;
const by = (digit: string, event: AlertEvent) => ({ ...event, staffId: staff(digit) });

const as = (digit: string, roles: readonly SiteRole[] = ["nutritionist"]): Partial<DecisionContext> => ({
  actor: { ...testContext().actor, staffId: staff(digit), roles },
});
const system: Partial<DecisionContext> = {
  actor: { ...testContext().actor, kind: "system", staffId: null, roles: [], deviceId: null, face: null },
};
const after = (ms: number, context: Partial<DecisionContext> = system): Partial<DecisionContext> => ({
  ...context,
  nowMs: TEST_NOW_MS + ms,
});

describe("raising", () => {
  it("opens an alert", () => {
    given()
      .when({ type: "raise-alert", body: raised().body } as AlertCommand, facts(), system) // the bodies are alike
      .emits(raised());
  });

  it("again while unresolved counts up, at most once in ten minutes, under the first alert's id", () => {
    given(raised())
      .when(raise(), facts(), after(10 * MINUTE_MS - 1))
      .rejects({ code: "alert-already-open", alertId, repeatFromMs: TEST_NOW_MS + 10 * MINUTE_MS });
    given(raised())
      .when(raise(), facts(), after(10 * MINUTE_MS))
      .emits({ type: "alert-repeated", body: { alertId, data: {} } });
  });

  it("worse escalates at once, and what was acknowledged is open again", () => {
    const worse: AlertEvent = {
      type: "alert-escalated",
      body: { alertId, fromSeverity: "medium", toSeverity: "high", toRole: "division-lead", data: {} },
    };
    given(raised("medium"), acknowledged).when(raise("high"), facts(), system).emits(worse);
    given(raised("medium"), acknowledged, worse)
      .when({ type: "acknowledge-alert", body: { alertId } }, facts(), as("7"))
      .emits(acknowledged);
    given(raised("medium"), by("7", action), verified, worse)
      .when({ type: "verify-alert", body: { alertId } }, facts(), as("8"))
      .rejects({ code: "action-missing" });
  });

  it("less bad changes nothing but the count", () => {
    given(raised("critical"))
      .when(raise("medium"), facts(), after(HOUR_MS))
      .emits({ type: "alert-repeated", body: { alertId, data: {} } });
  });
});

describe("acknowledging", () => {
  const acknowledge: AlertCommand = { type: "acknowledge-alert", body: { alertId } };

  it("happens once, while open", () => {
    given(raised()).when(acknowledge, facts(), as("7")).emits(acknowledged);
    given(raised(), acknowledged)
      .when(acknowledge, facts(), as("7"))
      .rejects({ code: "wrong-state", state: "acknowledged" });
    given().when(acknowledge, facts(), as("7")).rejects({ code: "not-found", kind: "alert", id: alertId });
  });

  it("is the wall's too where the kitchen allows it, no other device's", () => {
    const device = (face: "wall" | "tablet"): Partial<DecisionContext> => ({
      actor: { ...testContext().actor, kind: "device", staffId: null, roles: [], face },
    });
    given(raised()).when(acknowledge, facts(), device("wall")).emits(acknowledged);
    given(raised())
      .when(acknowledge, facts({ isWallAcknowledging: false }), device("wall"))
      .rejects({ code: "not-permitted", permission: "alert.acknowledge" });
    given(raised())
      .when(acknowledge, facts(), device("tablet"))
      .rejects({ code: "not-permitted", permission: "alert.acknowledge" });
  });
});

describe("acting and verifying", () => {
  const act: AlertCommand = { type: "record-alert-action", body: action.body };
  const verify: AlertCommand = { type: "verify-alert", body: { alertId } };

  it("is verified by another person than the actor", () => {
    given(raised()).when(act, facts(), as("7")).emits(action);
    given(raised(), by("7", action)).when(verify, facts(), as("8")).emits(verified);
    given(raised(), by("7", action))
      .when(verify, facts(), as("7"))
      .rejects({ code: "own-work", staffId: staff("7") });
    given(raised()).when(verify, facts(), as("8")).rejects({ code: "action-missing" });
    given(raised(), by("7", action), verified)
      .when(verify, facts(), as("8"))
      .rejects({ code: "wrong-state", state: "verified" });
  });

  it("with action other says which", () => {
    given(raised())
      .when({ type: "record-alert-action", body: { alertId, actionCode: "other" } }, facts(), as("7"))
      .rejects({ code: "reason-required" });
  });

  it("of a division lead is for what is the floor's, or was given to them", () => {
    const lead = as("7", ["division-lead"]);
    given(raised("high", "batch-late")).when(act, facts(), lead).emits(action);
    given(raised("high", "cook-clock"))
      .when(act, facts(), lead)
      .rejects({ code: "not-permitted", permission: "alert.resolve" });
    given(raised("high", "cook-clock"), { type: "alert-assigned", body: { alertId, staffId: staff("7") } })
      .when(act, facts(), lead)
      .emits(action);
    given(raised("high", "cook-clock"))
      .when(act, facts(), as("7", ["division-lead", "nutritionist"]))
      .emits(action);
  });

  it("can be given to somebody who works here", () => {
    const assign: AlertCommand = { type: "assign-alert", body: { alertId, staffId: staff("9") } };
    given(raised())
      .when(assign, facts(), as("7"))
      .emits({ type: "alert-assigned", body: assign.body } as AlertEvent); // alike
    given(raised())
      .when(assign, facts({ isAssigneeActive: false }), as("7"))
      .rejects({ code: "not-found", kind: "staff", id: staff("9") });
  });
});

describe("resolving", () => {
  const resolve: AlertCommand = { type: "resolve-alert", body: { alertId } };
  const gone: AlertEvent = { type: "alert-resolved", body: { alertId, resolution: "condition-gone" } };
  const closed: AlertEvent = { type: "alert-resolved", body: { alertId, resolution: "by-hand" } };

  it("is the watcher's when the condition is gone, or a person's", () => {
    given(raised()).when(resolve, facts(), system).emits(gone);
    given(raised()).when(resolve, facts(), as("7")).emits(closed);
    given(raised(), gone).when(resolve, facts(), system).rejects({ code: "wrong-state", state: "resolved" });
  });

  it("is refused while the condition holds, verified or not", () => {
    const still = facts({ isConditionTrue: true });
    given(raised()).when(resolve, still, as("7")).rejects({ code: "condition-still-true", alertKind: "batch-late" });
    given(raised("high", "cook-clock"), by("7", action), verified)
      .when(resolve, still, system)
      .rejects({ code: "condition-still-true", alertKind: "cook-clock" });
  });

  it("of urgent food safety needs an action verified by another person; of a mere warning not", () => {
    given(raised("high", "cook-clock")).when(resolve, facts(), system).rejects({ code: "action-missing" });
    given(raised("high", "cook-clock"), by("7", action))
      .when(resolve, facts(), system)
      .rejects({ code: "verification-missing" });
    given(raised("high", "cook-clock"), by("7", action), verified).when(resolve, facts(), system).emits(gone);
    given(raised("medium", "cook-clock")).when(resolve, facts(), system).emits(gone);
  });
});

describe("escalating", () => {
  const escalate = (toRole: "kitchen-head" | "region-coordinator" | "division-lead"): AlertCommand => ({
    type: "escalate-alert",
    body: { alertId, toRole },
  });
  const taken = (severity: AlertSeverity, toRole: "kitchen-head" | "region-coordinator"): AlertEvent => ({
    type: "alert-escalated",
    body: { alertId, fromSeverity: severity, toSeverity: severity, toRole },
  });

  it("takes a critical alert to the kitchen head after 5 minutes and to the region after 15", () => {
    const critical = raised("critical", "tasting-unsafe");
    given(critical)
      .when(escalate("kitchen-head"), facts(), after(5 * MINUTE_MS - 1))
      .rejects({ code: "escalation-not-due", dueAtMs: TEST_NOW_MS + 5 * MINUTE_MS });
    given(critical)
      .when(escalate("kitchen-head"), facts(), after(5 * MINUTE_MS))
      .emits(taken("critical", "kitchen-head"));
    given(critical, taken("critical", "kitchen-head"))
      .when(escalate("kitchen-head"), facts(), after(6 * MINUTE_MS))
      .rejects({ code: "already-escalated", toRole: "kitchen-head" });
    given(critical, taken("critical", "kitchen-head"))
      .when(escalate("region-coordinator"), facts(), after(15 * MINUTE_MS))
      .emits(taken("critical", "region-coordinator"));
  });

  it("leaves an acknowledged alert alone", () => {
    given(raised("critical"), acknowledged)
      .when(escalate("kitchen-head"), facts(), after(HOUR_MS))
      .rejects({ code: "wrong-state", state: "acknowledged" });
  });

  it("starts anew when an alert got worse", () => {
    const worse: AlertEvent = {
      type: "alert-escalated",
      body: { alertId, fromSeverity: "medium", toSeverity: "high", toRole: "division-lead" },
    };
    given(raised("medium"), worse)
      .when(escalate("kitchen-head"), facts(), after(15 * MINUTE_MS))
      .emits(taken("high", "kitchen-head"));
  });

  it("of a low alert never happens", () => {
    given(raised("low", "sample-due"))
      .when(escalate("kitchen-head"), facts(), after(24 * HOUR_MS))
      .rejects({ code: "wrong-state", state: "open" });
  });
});
