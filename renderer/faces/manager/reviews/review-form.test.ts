import { expect, test } from "vitest";
import { contentOf, draftStanding, EMPTY_DRAFT, keepDraft, keptDraft, monthsOf, proposedSpan } from "./review-form.ts";

const FORM = {
  criteria: ["teamwork", "time-keeping", "leadership"],
  bands: [
    { band: "outstanding", fromHundredthCount: 450 },
    { band: "above", fromHundredthCount: 400 },
    { band: "as-expected", fromHundredthCount: 300 },
    { band: "below", fromHundredthCount: 200 },
  ] as const,
};

test("a draft says how many criteria wait and what the scored ones come to", () => {
  expect(draftStanding(EMPTY_DRAFT, FORM)).toEqual({ missingCount: 3, overall: null, band: null });
  const scores = { teamwork: 4, "time-keeping": 5, leadership: null };
  expect(draftStanding({ ...EMPTY_DRAFT, scores }, FORM)).toEqual({
    missingCount: 0,
    overall: 450,
    band: "outstanding",
  });
  const low = { teamwork: 1, "time-keeping": 2 };
  expect(draftStanding({ ...EMPTY_DRAFT, scores: low }, FORM)).toMatchObject({
    missingCount: 1,
    band: "unsatisfactory",
  });
});

test("what is sent holds no empty note, no empty goal and nothing of a criterion not used any more", () => {
  const draft = {
    scores: { teamwork: 4, "time-keeping": null, initiative: 5 },
    notes: { teamwork: " Sabar ", "time-keeping": "  " },
    goals: ["", " Sertifikat penjamah "],
    summary: "",
  };
  expect(contentOf(draft, FORM)).toEqual({
    scores: [
      { criterion: "teamwork", scorePoints: 4, note: "Sabar" },
      { criterion: "time-keeping", scorePoints: null },
    ],
    goals: ["Sertifikat penjamah"],
  });
});

test("a kind proposes its last whole months, over the end of a year too; a probation nothing", () => {
  expect(proposedSpan("monthly", "2026-11-21")).toEqual({ fromDate: "2026-10-01", toDate: "2026-10-31" });
  expect(proposedSpan("quarterly", "2027-02-28")).toEqual({ fromDate: "2026-11-01", toDate: "2027-01-31" });
  expect(proposedSpan("half-yearly", "2027-01-01")).toEqual({ fromDate: "2026-07-01", toDate: "2026-12-31" });
  expect(proposedSpan("probation", "2026-11-21")).toEqual({ fromDate: "", toDate: "" });
});

test("months to choose from are those the reviews end in", () => {
  expect(monthsOf([{ toDate: "2026-09-30" }, { toDate: "2026-10-31" }, { toDate: "2026-09-15" }])).toEqual([
    "2026-10",
    "2026-09",
  ]);
});

test("a draft is kept for its reviewer alone until it is sent", () => {
  const key = { reviewId: "review_1", staffId: "staff_1" };
  keepDraft(key, { ...EMPTY_DRAFT, summary: "Rajin" });
  expect(keptDraft(key).summary).toBe("Rajin");
  expect(keptDraft({ ...key, staffId: "staff_2" })).toEqual(EMPTY_DRAFT);
  keepDraft(key, null);
  expect(keptDraft(key)).toEqual(EMPTY_DRAFT);
});
