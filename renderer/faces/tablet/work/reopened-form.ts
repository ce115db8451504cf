import type { OutboxEntry } from "#renderer/client/outbox-queue.ts";
import type { BatchAct, TabletAddress } from "#renderer/faces/tablet/address.ts";
import type { TemperatureEntry } from "#renderer/domains/quality/temperature-entry.ts";
import type { TemperaturePoints } from "#renderer/domains/quality/temperature-points.ts";

/** The form a refused record came from, with what was typed in it. */
export interface ReopenedForm {
  readonly address: TabletAddress;
  readonly draft: { readonly name: string; readonly value: unknown } | null;
}

/** Where a record's values can be put right; null for records of a single press. */
export function reopenedForm(entry: Pick<OutboxEntry, "type" | "body">): ReopenedForm | null {
  const { batchId, dishRunId, readingsC, note } = entry.body;
  if (typeof batchId !== "string") return null;
  const dish = typeof dishRunId === "string" ? dishRunId : null;
  const form = (act: BatchAct, draft: ReopenedForm["draft"]): ReopenedForm => ({
    address: { screen: "act", batchId, act, itemId: dish },
    draft,
  });
  if (entry.type === "record-core-temperature" && Array.isArray(readingsC) && dish !== null) {
    return form("core-temperature", { name: `core.${dish}`, value: pointsFromReadings(readingsC) });
  }
  if (entry.type === "record-holding-temperature" && Array.isArray(readingsC)) {
    return form("holding-temperature", {
      name: `holding.${dish ?? batchId}`,
      value: pointsFromReadings(readingsC),
    });
  }
  if (entry.type === "record-tasting") return form("tasting", tastingDraft(batchId, entry.body["dishes"]));
  if (entry.type === "note-batch" && typeof note === "string")
    return form("note", { name: `note.${batchId}`, value: note });
  if (entry.type === "record-waste") return form("waste", null);
  if (entry.type === "record-portions") return form("portions", null);
  if (entry.type === "hold-batch") return form("hold", null);
  if (entry.type === "start-cooking") return form("start-cooking", null);
  return null;
}

/** The digits a reading was typed with. */
export function entryFromReading(reading: number): TemperatureEntry {
  const [whole = "", decimal] = Math.abs(reading).toFixed(1).split(".");
  return { isNegative: reading < 0, wholeDigits: whole, decimalDigit: decimal ?? "0" };
}

function pointsFromReadings(readings: readonly unknown[]): TemperaturePoints {
  return { entries: readings.map((reading) => entryFromReading(Number(reading))), activeIndex: 0, isReplacing: true };
}

function tastingDraft(batchId: string, dishes: unknown): ReopenedForm["draft"] {
  if (!Array.isArray(dishes)) return null;
  const value = Object.fromEntries(
    dishes.flatMap((dish: unknown) => {
      if (typeof dish !== "object" || dish === null || !("dishRunId" in dish)) return [];
      const { dishRunId, ...scores } = dish;
      return [[String(dishRunId), scores]];
    }),
  );
  return { name: `tasting.${batchId}`, value };
}
