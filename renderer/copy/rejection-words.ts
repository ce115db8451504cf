import type { Rejection } from "#kernel/rejections.ts";
import type { TimeZone } from "#kernel/time.ts";
import type { CatalogueSet, Copy } from "./copy.ts";
import type { rejectionsId } from "./rejections.id.ts";
import { NO_VALUE, type Units } from "./units.ts";

/** A face that shows rejections loads this area beside its own. */
export type RejectionsSet = { readonly rejections: typeof rejectionsId };

/**
 * A rejection in the words of the face. Its members are written by the unit their name ends in, so “min 75,0 °C” needs no
 * table. A code this build has no words for is shown as itself rather than hidden.
 */
export function rejectionWords<Set extends CatalogueSet & RejectionsSet>(
  rejection: Rejection,
  context: { readonly copy: Copy<Set>; readonly units: Units; readonly timeZone: TimeZone },
): string {
  const values = valuesInUnits(rejection, context.units, context.timeZone);
  return (
    context.copy.find(`rejections.${rejection.code}`, values) ??
    context.copy.find("rejections.unknown", values) ??
    rejection.code
  );
}

function valuesInUnits(data: object, units: Units, timeZone: TimeZone): Record<string, string> {
  // A member the kitchen left out is written as “–”, never as its placeholder.
  const values: Record<string, string> = { triesLeftCount: NO_VALUE, reference: NO_VALUE };
  for (const [name, value] of Object.entries(data)) {
    if (typeof value === "number") values[name] = numberInUnit(name, value, units, timeZone);
    // A list of ids is told by how many they are; the screen beside it shows which.
    if (Array.isArray(value)) values[name] = units.count(value.length);
    if (typeof value === "string") values[name] = textInUnit(name, value, units);
  }
  return values;
}

function numberInUnit(name: string, value: number, units: Units, timeZone: TimeZone): string {
  if (name.endsWith("AtMs")) return units.clock(value, timeZone);
  if (name.endsWith("Ms")) return units.duration(value);
  if (/[a-z]C$/.test(name)) return units.temperature(value);
  if (name.endsWith("Bp")) return units.percent(value);
  if (name.endsWith("G")) return units.mass(value);
  if (name.endsWith("Idr")) return units.money(value);
  if (name.endsWith("Bytes")) return `${units.count(Math.ceil(value / 1024))} KB`;
  return units.count(value);
}

function textInUnit(name: string, value: string, units: Units): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value) && name.endsWith("Date")) return units.dateShort(value);
  return value;
}
