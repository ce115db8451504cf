import { describe, expect, it } from "vitest";
import { isTemperaturePoints, readingsFromPoints } from "#renderer/domains/quality/temperature-points.ts";
import { isScoreDrafts } from "#renderer/domains/quality/tasting-scores.ts";
import { entryFromReading, reopenedForm } from "./reopened-form.ts";

const batchId = `batch_${"1".repeat(32)}`;
const dishRunId = `dish_run_${"2".repeat(32)}`;

describe("a refused record reopened", () => {
  it("puts the readings back as they were typed", () => {
    const form = reopenedForm({
      type: "record-core-temperature",
      body: { batchId, dishRunId, readingsC: [75.3, 71, 80.2] },
    });
    expect(form?.address).toEqual({ screen: "act", batchId, act: "core-temperature", itemId: dishRunId });
    const value = form?.draft?.value;
    expect(isTemperaturePoints(value, 3) && readingsFromPoints(value)).toEqual([75.3, 71, 80.2]);
    expect(entryFromReading(-18.5)).toEqual({ isNegative: true, wholeDigits: "18", decimalDigit: "5" });
  });

  it("puts the scores and the words back", () => {
    const dishes = [{ dishRunId, tastePoints: 4, colourPoints: 5 }];
    const tasting = reopenedForm({ type: "record-tasting", body: { batchId, dishes } });
    expect(tasting?.draft?.value).toEqual({ [dishRunId]: { tastePoints: 4, colourPoints: 5 } });
    expect(isScoreDrafts(tasting?.draft?.value)).toBe(true);
    expect(reopenedForm({ type: "note-batch", body: { batchId, note: "Gas habis" } })?.draft?.value).toBe("Gas habis");
  });

  it("is not possible for records of a single press", () => {
    expect(reopenedForm({ type: "start-preparation", body: { batchId } })).toBeNull();
    expect(reopenedForm({ type: "acknowledge-alert", body: { alertId: "alert_1" } })).toBeNull();
  });
});
