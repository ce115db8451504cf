import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { REVIEW_CRITERIA } from "#domains/people/review-values.ts";
import type { PairedDevice } from "#main/lan/ports.ts";
import { createPeopleKitchen, SYSTEM, type PeopleKitchen, type TestPerson } from "#tests/kit/people-kitchen.ts";
import { createTestClock, type TestClock } from "#tests/kit/test-kitchen.ts";
import { peopleSql } from "./tables.ts";

const SHIFT = {
  shiftCode: "masak",
  name: "Masak malam",
  divisionCode: "pengolahan",
  startTime: "00:30",
  endTime: "08:30",
  isStartOnEveBefore: false,
  earlyInMs: 3_600_000,
  lateGraceMs: 600_000,
  earlyOutGraceMs: 600_000,
  overtimeAfterMs: 1_800_000,
  closeAfterMs: 14_400_000,
  unpaidBreakMs: 0,
};
const HOUR_MS = 3_600_000;
const SECRET_NOTE = "Sering lupa topi kerja";

let clock: TestClock;
let kitchen: PeopleKitchen;
let office: PairedDevice;
let terminal: PairedDevice;
let head: TestPerson;
let cook: TestPerson;

beforeEach(async () => {
  clock = createTestClock();
  kitchen = createPeopleKitchen({ clock });
  office = await kitchen.device("manager");
  terminal = await kitchen.device("attendance");
  head = await kitchen.person("Dewi Anggraini", ["kitchen-head"], "kantor");
  cook = await kitchen.person("Sari Wulandari", ["kitchen-staff"]);
});
afterEach(() => kitchen.close());

const scores = (scorePoints: number) =>
  REVIEW_CRITERIA.map((criterion, index) =>
    index === 0 ? { criterion, scorePoints, note: SECRET_NOTE } : { criterion, scorePoints },
  );
async function startReview(more: object = {}): Promise<string> {
  const reviewId = kitchen.makeId("review");
  const body = {
    reviewId,
    staffId: cook.staffId,
    reviewKind: "monthly",
    fromDate: "2026-11-19",
    toDate: "2026-11-21",
    ...more,
  };
  await kitchen.accepted("start-review", body, { as: kitchen.actorAt(office, head) });
  return reviewId;
}
const submit = (reviewId: string, scorePoints = 4, by = head) =>
  kitchen.submit(
    "submit-review",
    { reviewId, content: { scores: scores(scorePoints), goals: ["Ikut pelatihan higiene"], summary: "Rajin" } },
    { as: kitchen.actorAt(office, by, [by]) },
  );
const answer = (type: string, reviewId: string, person: TestPerson, more: object = {}) =>
  kitchen.submit(type, { reviewId, ...more }, { as: kitchen.actorAt(terminal, person, [person]) });
const asViewer = (person: TestPerson) => ({ isNamesAllowed: true, staffId: person.staffId });
const review = (reviewId: string) => kitchen.ask("review", { reviewId }, asViewer(head))[0];
const logText = () => JSON.stringify(kitchen.store.readEvents({ sinceSeq: 0, domains: ["people"], limit: 500 }));

describe("a review", () => {
  test("goes from draft to closed, with what was said beside the log", async () => {
    const reviewId = await startReview();
    expect(kitchen.ask("my-reviews", { staffId: cook.staffId }, asViewer(cook))).toEqual([]);
    expect(await submit(reviewId)).toMatchObject({
      kind: "accepted",
      result: { reviewId, overallHundredthCount: 400, band: "above" },
    });
    expect(kitchen.ask("my-reviews", { staffId: cook.staffId }, asViewer(cook))).toEqual([
      expect.objectContaining({
        reviewId,
        name: "Sari",
        reviewerName: "Dewi",
        state: "submitted",
        overallHundredthCount: 400,
        band: "above",
        goals: ["Ikut pelatihan higiene"],
        summary: "Rajin",
        facts: { attendanceBp: null, lateCount: null, absentCount: null, taskCount: 0 },
      }),
    ]);
    // Nobody else reads it under their own name.
    expect(kitchen.ask("my-reviews", { staffId: cook.staffId }, asViewer(head))).toEqual([]);
    expect(await answer("acknowledge-review", reviewId, head)).toMatchObject({ rejection: { code: "not-found" } });
    expect(await answer("dispute-review", reviewId, cook, { note: "Topi saya dipinjam" })).toMatchObject({
      kind: "accepted",
    });
    const close = { reviewId, outcome: "training" };
    await kitchen.accepted("close-review", close, { as: kitchen.actorAt(office, head) });
    expect(review(reviewId)).toMatchObject({
      state: "closed",
      outcome: "training",
      disputeNote: "Topi saya dipinjam",
      scores: scores(4).map(({ criterion, scorePoints, ...rest }) => ({
        criterion,
        scorePoints,
        note: "note" in rest ? rest.note : null,
      })),
    });
    for (const secret of [SECRET_NOTE, "Rajin", "higiene", "dipinjam", "overallHundredthCount"]) {
      expect(logText()).not.toContain(secret);
    }
    kitchen.rebuildAndCompare();
  });

  test("holds what attendance says of the span, not what somebody typed", async () => {
    await kitchen.accepted("define-shift", SHIFT, { as: SYSTEM });
    for (const serviceDate of ["2026-11-19", "2026-11-20", "2026-11-21"]) {
      const entries = [{ staffId: cook.staffId, shiftCodes: ["masak"] }];
      await kitchen.accepted("set-roster", { serviceDate, entries }, { as: SYSTEM });
    }
    const punch = () =>
      kitchen.accepted(
        "record-punch",
        { punchId: kitchen.makeId("punch") },
        { as: kitchen.actorAt(terminal, cook, [cook]) },
      );
    // The test kitchen's clock begins at 02:30 on 21 November: two hours late.
    await punch();
    clock.advance(6 * HOUR_MS);
    await punch();
    const absence = { staffId: cook.staffId, serviceDate: "2026-11-20", shiftCode: "masak" };
    await kitchen.accepted("record-absence", absence, { as: SYSTEM });
    const reviewId = await startReview();
    const facts = { attendanceBp: 3_333, lateCount: 1, absentCount: 1, taskCount: 0 };
    // The reviewer reads them before scoring; the list of drafts is nobody's reading yet.
    expect(review(reviewId)).toMatchObject({ state: "draft", facts });
    await submit(reviewId);
    expect(review(reviewId)).toMatchObject({ facts });
  });

  test("is refused without a signature, and to the reviewed themselves", async () => {
    const reviewId = await startReview();
    const body = { reviewId, content: { scores: scores(4), goals: [] } };
    expect(await kitchen.submit("submit-review", body, { as: kitchen.actorAt(office, head) })).toMatchObject({
      rejection: { code: "signature-required" },
    });
    const own = await kitchen.submit(
      "start-review",
      {
        reviewId: kitchen.makeId("review"),
        staffId: head.staffId,
        reviewKind: "monthly",
        fromDate: "2026-11-01",
        toDate: "2026-11-20",
      },
      { as: kitchen.actorAt(office, head) },
    );
    expect(own).toMatchObject({ rejection: { code: "own-work" } });
    const again = kitchen.submit(
      "start-review",
      {
        reviewId: kitchen.makeId("review"),
        staffId: cook.staffId,
        reviewKind: "monthly",
        fromDate: "2026-11-19",
        toDate: "2026-11-21",
      },
      { as: kitchen.actorAt(office, head) },
    );
    expect(await again).toMatchObject({ rejection: { code: "review-exists", reviewId } });
  });

  test("is listed to a division lead for the own division only", async () => {
    await startReview();
    const lead = (division: string) => kitchen.person(`Kepala ${division}`, ["division-lead"], division);
    const [here, elsewhere] = [await lead("pengolahan"), await lead("distribusi")];
    expect(kitchen.ask("reviews", {}, asViewer(here))).toHaveLength(1);
    expect(kitchen.ask("reviews", {}, asViewer(elsewhere))).toEqual([]);
    expect(kitchen.ask("reviews", {}, asViewer(head))).toHaveLength(1);
  });

  test("loses its words when the person is erased; that there was one stays", async () => {
    const reviewId = await startReview();
    await submit(reviewId);
    await kitchen.accepted(
      "end-staff",
      { staffId: cook.staffId, endDate: "2026-11-21", reasonCode: "resigned" },
      { as: SYSTEM },
    );
    await kitchen.accepted("erase-staff", { staffId: cook.staffId, isRequested: true }, { as: SYSTEM });
    expect(kitchen.store.reader.all(peopleSql.selectFrom("review_private").selectAll())).toEqual([]);
    expect(review(reviewId)).toMatchObject({
      state: "submitted",
      scores: [],
      facts: null,
      overallHundredthCount: null,
    });
    await kitchen.accepted("close-review", { reviewId, outcome: "not-renewed" }, { as: kitchen.actorAt(office, head) });
  });

  test("is written by the criteria and bands the kitchen set", async () => {
    expect(kitchen.ask("review-form", {}, asViewer(head))).toEqual([
      {
        key: "form",
        criteria: [...REVIEW_CRITERIA],
        bands: [
          { band: "outstanding", fromHundredthCount: 450 },
          { band: "above", fromHundredthCount: 400 },
          { band: "as-expected", fromHundredthCount: 300 },
          { band: "below", fromHundredthCount: 200 },
        ],
      },
    ]);
  });
});

describe("certificates", () => {
  const record = (staffId: string, kind: string, validUntilDate: string) =>
    kitchen.accepted(
      "record-staff-certificate",
      { staffId, kind, validUntilDate },
      { as: kitchen.actorAt(office, head) },
    );

  test("are due by the setting, or within the time asked for; the newest of a kind counts", async () => {
    await record(cook.staffId, "food-handler", "2026-11-01");
    await record(cook.staffId, "health-check", "2027-01-20");
    await record(head.staffId, "food-handler", "2027-06-01");
    const due = (params: object = {}) => kitchen.ask("certificates-due", params, asViewer(head));
    expect(due()).toEqual([
      expect.objectContaining({
        name: "Sari",
        kind: "food-handler",
        validUntilDate: "2026-11-01",
        leftDayCount: -20,
        level: "ended",
      }),
      expect.objectContaining({
        name: "Sari",
        kind: "health-check",
        validUntilDate: "2027-01-20",
        leftDayCount: 60,
        level: "soon",
      }),
    ]);
    expect(due({ withinMs: 30 * 86_400_000 })).toHaveLength(1);
    expect(due({ staffId: head.staffId })).toHaveLength(1);
    await record(cook.staffId, "food-handler", "2027-11-01");
    expect(due()).toEqual([expect.objectContaining({ kind: "health-check" })]);
    kitchen.rebuildAndCompare();
  });
});
