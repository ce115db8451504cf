import type { TimeZone } from "#kernel/time.ts";
import type { OutboxEntry } from "#renderer/client/outbox-queue.ts";
import type { Units } from "#renderer/copy/units.ts";
import type { TabletCopy } from "#renderer/copy/use-tablet-copy.ts";

/** What a record says, in words: its kind, and the figures a person typed into it. */
export function recordWords(
  record: Pick<OutboxEntry, "type" | "body">,
  context: { readonly copy: TabletCopy; readonly units: Units; readonly timeZone: TimeZone },
): { readonly kind: string; readonly value: string | null } {
  const kind = context.copy.find(`tablet.record.${record.type}`) ?? context.copy.t("tablet.record.other");
  return { kind, value: typedValue(record.body, context) };
}

function typedValue(
  body: Readonly<Record<string, unknown>>,
  { copy, units }: { readonly copy: TabletCopy; readonly units: Units },
): string | null {
  const { readingsC, temperatureC, massG, added, specialPackCount, readyPortionCount, portionCount, note, verdict } =
    body;
  if (Array.isArray(readingsC)) return readingsC.map((reading) => units.temperature(Number(reading))).join(" · ");
  if (typeof temperatureC === "number") return units.temperature(temperatureC);
  if (typeof massG === "number") return units.mass(massG);
  if (typeof added === "object" && added !== null) {
    const count = Object.values(added).reduce((sum: number, value) => sum + Number(value), 0);
    return copy.t("acts.portions.add", { count: units.count(count + Number(specialPackCount ?? 0)) });
  }
  if (typeof readyPortionCount === "number") return units.count(readyPortionCount);
  if (typeof portionCount === "number") return units.count(portionCount);
  if (verdict === "safe" || verdict === "unsafe")
    return copy.t(verdict === "safe" ? "acts.tasting.pass" : "acts.tasting.fail");
  return typeof note === "string" ? note : null;
}
