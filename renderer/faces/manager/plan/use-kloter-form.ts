import { useCallback, useMemo, useRef, useState } from "react";
import { useCommand } from "#renderer/client/use-command.ts";
import { useServiceDayBoundary } from "#renderer/domains/site/use-service-date.ts";
import { pointIdFromCode } from "#renderer/faces/manager/plan-file/read-plan-file.ts";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { checkPlan, type CheckedKloter, type PlanProblem } from "./plan-check.ts";
import type { KloterForm } from "./plan-form.ts";
import { useStaffCodes } from "./use-staff-codes.ts";

/** What an editor keeps: what is typed, and the problems once the person tried to save. */
export function useKloterForm(first: KloterForm, serviceDate: string) {
  const { makeId } = useCommand();
  const { timeZone } = useServiceDay();
  const boundary = useServiceDayBoundary(serviceDate);
  const { staffIdByCode } = useStaffCodes();
  const [form, setForm] = useState(first);
  const [isTried, setTried] = useState(false);
  const keyCount = useRef(0);
  const makeKey = useCallback(() => {
    keyCount.current += 1;
    return `new-${keyCount.current}`;
  }, []);
  const check = useCallback(
    (forms: readonly KloterForm[]) =>
      checkPlan(forms, {
        day: { serviceDate, timeZone, boundary },
        makeId: (prefix) => makeId(prefix),
        pointIdFromCode,
        staffIdByCode,
      }),
    [serviceDate, timeZone, boundary, makeId, staffIdByCode],
  );
  const problems = useMemo<readonly PlanProblem[]>(
    () => (isTried ? check([form]).problems : []),
    [isTried, check, form],
  );
  /** The kloter when everything can be read; else marks the fields and goes to the first. */
  const tryRead = (): CheckedKloter | null => {
    const { kloters } = check([form]);
    setTried(true);
    const kloter = kloters?.[0] ?? null;
    if (kloter === null) requestAnimationFrame(focusFirstInvalid);
    return kloter;
  };
  return { form, setForm, problems, tryRead, makeKey };
}

function focusFirstInvalid(): void {
  const field = document.querySelector<HTMLElement>('main [aria-invalid="true"]');
  field?.closest("details")?.setAttribute("open", "");
  field?.focus();
}
