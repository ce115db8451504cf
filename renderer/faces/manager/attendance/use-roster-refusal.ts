import { useOutcomeWords, type ActOutcome } from "#renderer/faces/manager/act/use-act.ts";
import { useShifts, useStaffNames } from "./use-names.ts";

/** Why a roster was refused, with the names of the shift and of the person it is about; null when it was accepted. */
export function useRosterRefusal(): (outcome: ActOutcome, withPerson?: boolean) => string | null {
  const words = useOutcomeWords();
  const nameOf = useStaffNames();
  const shifts = useShifts();
  return (outcome, withPerson = true) => {
    if (outcome.kind !== "rejected") return words(outcome);
    const { rejection } = outcome;
    const shiftCode = "shiftCode" in rejection ? String(rejection.shiftCode) : null;
    const shift = shifts.find((row) => row.shiftCode === shiftCode);
    const named = shift === undefined ? rejection : { ...rejection, shiftCode: shift.name };
    const text = words({ kind: "rejected", rejection: named });
    const staffId = "staffId" in rejection && withPerson ? String(rejection.staffId) : null;
    return staffId === null ? text : `${nameOf(staffId)}: ${text ?? ""}`;
  };
}
