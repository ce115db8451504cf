import { Modal } from "@mantine/core";
import { useState } from "react";
import type { LeftOut } from "#domains/attendance/roster-copy.ts";
import { addDays } from "#kernel/time.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { copyRosterRef } from "#renderer/domains/attendance/attendance-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useToast } from "#renderer/faces/manager/act/toasts.tsx";
import { useAct } from "#renderer/faces/manager/act/use-act.ts";
import dialog from "#renderer/faces/manager/kitchen/dialog.module.css";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./attendance.module.css";
import { leftOutOf, leftOutByReason } from "./left-out.ts";
import { useStaffNames } from "./use-names.ts";
import { useRosterRefusal } from "./use-roster-refusal.ts";

const WEEK_DAYS = 7;

/**
 * All of last week's roster or nothing of it; what stands against it is said with the person's name. A roster that stands
 * already is asked about, and whoever is left out is named.
 */
export function CopyWeek(props: { readonly monday: string }) {
  const { monday } = props;
  const { t } = useManagerCopy();
  const { grant } = useAct();
  const toast = useToast();
  const whyNot = useWhyNotPermitted();
  const refusalOf = useRosterRefusal();
  const [trouble, setTrouble] = useState<string | null>(null);
  const [standingIds, setStandingIds] = useState<readonly string[]>([]);
  const [leftOut, setLeftOut] = useState<readonly LeftOut[]>([]);
  const copy = async (onStanding?: "keep" | "replace") => {
    const span = { fromDate: addDays(monday, -WEEK_DAYS), toDate: monday, dayCount: WEEK_DAYS };
    const outcome = await grant(copyRosterRef, { ...span, ...(onStanding === undefined ? {} : { onStanding }) });
    const rejection = outcome.kind === "rejected" ? outcome.rejection : null;
    if (rejection?.code === "roster-exists" && "staffIds" in rejection && Array.isArray(rejection.staffIds)) {
      setTrouble(null);
      setStandingIds(rejection.staffIds.map(String));
      return;
    }
    setStandingIds([]);
    setTrouble(refusalOf(outcome));
    if (outcome.kind !== "accepted") return;
    toast({ text: t("attendance.roster.copied") });
    setLeftOut(leftOutOf(outcome.result));
  };
  return (
    <div className={styles.tools}>
      {trouble === null ? null : (
        <p role="alert" className={dialog.trouble}>
          {trouble}
        </p>
      )}
      <Button size="small" icon="archive" reason={whyNot("attendance.manage")} onPress={() => void copy()}>
        {t("attendance.roster.copy")}
      </Button>
      {standingIds.length === 0 ? null : (
        <StandingDialog
          staffIds={standingIds}
          onChoose={(onStanding) => void copy(onStanding)}
          onClose={() => setStandingIds([])}
        />
      )}
      {leftOut.length === 0 ? null : <LeftOutDialog leftOut={leftOut} onClose={() => setLeftOut([])} />}
    </div>
  );
}

function StandingDialog(props: {
  readonly staffIds: readonly string[];
  readonly onChoose: (onStanding: "keep" | "replace") => void;
  readonly onClose: () => void;
}) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const nameOf = useStaffNames();
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t("attendance.roster.standing")}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={dialog.body}>
        <p>{t("attendance.roster.standing-text", { count: units.count(props.staffIds.length) })}</p>
        <p>{props.staffIds.map(nameOf).join(", ")}</p>
        <div className={dialog.actions}>
          <Button kind="primary" size="small" onPress={() => props.onChoose("keep")}>
            {t("attendance.roster.standing-keep")}
          </Button>
          <Button size="small" onPress={() => props.onChoose("replace")}>
            {t("attendance.roster.standing-replace")}
          </Button>
          <Button size="small" onPress={props.onClose}>
            {t("shared.verb.cancel")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

/** Names and days, by reason: a toast would be gone before it is read. */
function LeftOutDialog(props: { readonly leftOut: readonly LeftOut[]; readonly onClose: () => void }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const nameOf = useStaffNames();
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t("attendance.roster.left-out")}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={dialog.body}>
        {leftOutByReason(props.leftOut).map(({ why, people }) => (
          <section key={why}>
            <h3>{t(`attendance.roster.left-out.${why}`)}</h3>
            <ul>
              {people.map(({ staffId, dates }) => (
                <li key={staffId}>
                  {nameOf(staffId)}: {dates.map(units.dateShort).join(" · ")}
                </li>
              ))}
            </ul>
          </section>
        ))}
        <div className={dialog.actions}>
          <Button kind="primary" size="small" onPress={props.onClose}>
            {t("shared.verb.close")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
