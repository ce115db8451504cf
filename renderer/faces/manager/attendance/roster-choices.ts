import type { RowOf } from "#kernel/definition.ts";
import type { shiftsQuery } from "#domains/attendance/queries.ts";

type Shift = Pick<RowOf<typeof shiftsQuery>, "shiftCode" | "name" | "divisionCode" | "isRetired">;

/** A cell's shifts as one value of a select. */
export function valueFromCodes(codes: readonly string[]): string {
  return codes.join("+");
}

export function codesFromValue(value: string): string[] {
  return value === "" ? [] : value.split("+");
}

/**
 * What a cell offers: the shifts of the person's division first, then those of the whole kitchen and of others; pairs of the
 * own division's shifts for who works twice a day. What stands in the cell is always among them, retired or not.
 */
export function shiftChoices(input: {
  readonly shifts: readonly Shift[];
  readonly divisionCode: string;
  readonly value: string;
}): ReadonlyArray<{ readonly value: string; readonly label: string }> {
  const open = input.shifts.filter((shift) => !shift.isRetired);
  const own = open.filter((shift) => shift.divisionCode === input.divisionCode);
  const others = open.filter((shift) => shift.divisionCode !== input.divisionCode);
  const single = [...own, ...others].map((shift) => ({ value: shift.shiftCode, label: shift.name }));
  const pairs = own.flatMap((first, index) =>
    own.slice(index + 1).map((second) => ({
      value: valueFromCodes([first.shiftCode, second.shiftCode]),
      label: `${first.name} + ${second.name}`,
    })),
  );
  const offered = [...single, ...pairs];
  if (input.value === "" || offered.some((choice) => choice.value === input.value)) return offered;
  const names = codesFromValue(input.value).map(
    (code) => input.shifts.find((shift) => shift.shiftCode === code)?.name ?? code,
  );
  return [...offered, { value: input.value, label: names.join(" + ") }];
}
