import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { HOUR_MS, MINUTE_MS } from "#kernel/time.ts";
import type { PairedDevice } from "#main/lan/ports.ts";
import { createAttendanceKitchen, type AttendanceKitchen } from "#tests/kit/front-desk-kitchen.ts";
import { createPeopleKitchen, SYSTEM } from "#tests/kit/people-kitchen.ts";
import { createAttendanceWatcher, type AttendanceWatcherDeps } from "./watcher.ts";

let kitchen: AttendanceKitchen;
let warnings: unknown[];
beforeEach(async () => {
  warnings = [];
  kitchen = await createAttendanceKitchen();
});
afterEach(() => kitchen.close());

const watcherOf = (over: Partial<AttendanceWatcherDeps> = {}) =>
  createAttendanceWatcher({
    store: kitchen.store,
    clock: kitchen.clock,
    makeId: kitchen.makeId,
    heard: kitchen.presence.of,
    log: { warn: (line: unknown) => void warnings.push(line) },
    ...over,
  });
const look = () => watcherOf().look();
function connect({ deviceId }: PairedDevice): void {
  kitchen.presence.connected({ deviceId, clientName: "t", clientVersion: "1", atMs: kitchen.clock.nowMs() });
}
/** A terminal says how many records it still holds. */
const says = ({ deviceId }: PairedDevice, unsentCount: number) => kitchen.presence.holds(deviceId, unsentCount);
/** The window of the night shift closes at 12:30. */
const CLOSED = "12:31";
const statusOnBoard = () =>
  (kitchen.ask("attendance-board", { serviceDate: "2026-11-21" }) as readonly Readonly<Record<string, unknown>>[])[0]?.[
    "status"
  ]; // rows of the query

describe("an absence", () => {
  test("is recorded once every terminal has said, after the window closed, that it holds nothing", async () => {
    connect(kitchen.terminal);
    kitchen.reach(kitchen.at("12:30"));
    says(kitchen.terminal, 0);
    await look();
    expect([statusOnBoard(), kitchen.countOf("absence-recorded")]).toEqual(["expected", 0]);
    kitchen.reach(kitchen.at(CLOSED));
    await look();
    expect(kitchen.countOf("absence-recorded")).toBe(0);
    says(kitchen.terminal, 0);
    await look();
    expect([statusOnBoard(), kitchen.countOf("absence-recorded")]).toEqual(["absent", 1]);
    expect(warnings).toEqual([]);
  });

  test("is not recorded while a terminal still holds records, and the late punch of one that was cut off says why", async () => {
    const other = await kitchen.device("attendance", "Absensi 2");
    connect(kitchen.terminal);
    kitchen.reach(kitchen.at("13:00"));
    says(kitchen.terminal, 0);
    await look();
    connect(other);
    says(other, 1);
    await look();
    expect(kitchen.countOf("absence-recorded")).toBe(0);
    expect(await kitchen.scan(kitchen.at("00:20"), { device: other })).toMatchObject({ kind: "accepted" });
    says(other, 0);
    await look();
    expect([statusOnBoard(), kitchen.countOf("absence-recorded")]).toEqual(["present", 0]);
  });

  test("is not recorded on the word of a terminal whose line was found broken after the window closed", async () => {
    connect(kitchen.terminal);
    kitchen.reach(kitchen.at("12:29"));
    says(kitchen.terminal, 0);
    kitchen.reach(kitchen.at(CLOSED));
    kitchen.presence.disconnected(kitchen.terminal.deviceId, kitchen.clock.nowMs());
    await look();
    expect(kitchen.countOf("absence-recorded")).toBe(0);
    // Connected again it has said nothing yet.
    connect(kitchen.terminal);
    await look();
    expect(kitchen.countOf("absence-recorded")).toBe(0);
  });

  test("waits for no terminal that was revoked, and is never recorded where there is none", async () => {
    kitchen.reach(kitchen.at(CLOSED));
    await kitchen.accepted("revoke-device", { deviceId: kitchen.terminal.deviceId, reason: "Rusak" }, { as: SYSTEM });
    await look();
    expect(kitchen.countOf("absence-recorded")).toBe(0);
    const other = await kitchen.device("attendance", "Absensi 2");
    connect(other);
    says(other, 0);
    await look();
    expect(kitchen.countOf("absence-recorded")).toBe(1);
  });

  test("not of somebody on leave, and not of somebody who left", async () => {
    connect(kitchen.terminal);
    const as = kitchen.actorAt(kitchen.terminal, kitchen.cook, [kitchen.cook]);
    const leaveId = kitchen.makeId("leave");
    const asked = { leaveId, kind: "sick", fromDate: "2026-11-21", toDate: "2026-11-21", reasonCode: "illness" };
    await kitchen.accepted("request-leave", asked, { as });
    await kitchen.accepted(
      "approve-leave",
      { leaveId },
      { as: kitchen.actorAt(kitchen.desk, kitchen.head, [kitchen.head]) },
    );
    const gone = await kitchen.person("Sari Dewi", ["kitchen-staff"]);
    await kitchen.rosterOf(gone, "2026-11-21", "masak");
    const end = { staffId: gone.staffId, endDate: "2026-11-20", reasonCode: "resigned" };
    await kitchen.accepted("end-staff", end, { as: SYSTEM });
    kitchen.reach(kitchen.at(CLOSED));
    says(kitchen.terminal, 0);
    // Not even asked for: it would be asked again at every look.
    const submissions: unknown[] = [];
    const bus: AttendanceWatcherDeps["store"]["bus"] = {
      ...kitchen.store.bus,
      submit: (submitted) => {
        submissions.push(submitted.body);
        return kitchen.store.bus.submit(submitted);
      },
    };
    await watcherOf({ store: { ...kitchen.store, bus } }).look();
    expect([submissions, warnings]).toEqual([[], []]);
    expect(kitchen.countOf("absence-recorded")).toBe(0);
  });

  test("not while the kitchen's clock is not to be trusted", async () => {
    connect(kitchen.terminal);
    await kitchen.scan(kitchen.at("18:00", "2026-11-20"));
    kitchen.clock.jump(24 * HOUR_MS);
    says(kitchen.terminal, 0);
    expect(kitchen.store.status().isClockUntrusted).toBe(true);
    await look();
    expect([kitchen.countOf("absence-recorded"), kitchen.countOf("check-out-missed")]).toEqual([0, 0]);
  });
});

describe("an end that never came", () => {
  test("is marked after fourteen hours, not before, and a late punch still ends the stay", async () => {
    await kitchen.scan(kitchen.at("00:30"));
    kitchen.reach(kitchen.at("14:30"));
    await look();
    expect(kitchen.staysOf(kitchen.cook)).toMatchObject([{ status: "present", outAtMs: null }]);
    kitchen.clock.advance(1);
    await look();
    expect(kitchen.staysOf(kitchen.cook)).toMatchObject([
      { status: "incomplete", workedMs: 0, flags: ["incomplete", "no-photo"] },
    ]);
    await kitchen.scan(kitchen.at("08:30"));
    expect(kitchen.staysOf(kitchen.cook)).toMatchObject([{ status: "present", workedMs: 450 * MINUTE_MS }]);
    kitchen.rebuildAndCompare();
  });
});

describe("a restart", () => {
  test("repeats nothing", async () => {
    kitchen.close();
    const dataDir = mkdtempSync(join(tmpdir(), "bergizi-watcher-"));
    kitchen = await createAttendanceKitchen({ dataDir });
    const early = await kitchen.person("Sari Dewi", ["kitchen-staff"]);
    await kitchen.card(early, "B0B0B0B0");
    connect(kitchen.terminal);
    await kitchen.scan(kitchen.at("22:00", "2026-11-20"), { badge: "B0B0B0B0" });
    kitchen.reach(kitchen.at(CLOSED));
    says(kitchen.terminal, 0);
    await look();
    const recorded = () => [kitchen.countOf("absence-recorded"), kitchen.countOf("check-out-missed")];
    expect(recorded()).toEqual([1, 1]);
    const headSeq = kitchen.store.readEvents({ sinceSeq: 0, domains: ["attendance"], limit: 10_000 }).length;
    kitchen.close();
    const again = createPeopleKitchen({ dataDir, clock: kitchen.clock, makeId: kitchen.makeId });
    kitchen = { ...kitchen, ...again };
    // Nothing is known of the terminals now; then they are all there and hold nothing.
    await look();
    connect(kitchen.terminal);
    says(kitchen.terminal, 0);
    await look();
    await look();
    expect(kitchen.store.readEvents({ sinceSeq: 0, domains: ["attendance"], limit: 10_000 })).toHaveLength(headSeq);
    kitchen.close();
    rmSync(dataDir, { recursive: true });
    kitchen = await createAttendanceKitchen();
  });
});
