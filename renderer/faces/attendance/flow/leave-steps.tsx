import { addDays } from "#kernel/time.ts";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useServiceDateAt } from "#renderer/domains/site/use-service-date.ts";
import { useTerminal } from "#renderer/faces/attendance/terminal-context.tsx";
import { useTerminalCopy } from "#renderer/faces/attendance/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { LEAVE_REASONS_BY_KIND, type FlowStep } from "./flow-state.ts";
import styles from "./flow-panel.module.css";

type StepOf<Name extends FlowStep["step"]> = Extract<FlowStep, { step: Name }>;

export function LeaveKindStep({ person }: StepOf<"leave-kind">) {
  const { t } = useTerminalCopy();
  const { flow } = useTerminal();
  const { nowMs, timeZone } = useKitchenTime(60_000);
  const today = useServiceDateAt(nowMs, timeZone);
  return (
    <>
      <h2 className={styles["title"]}>{t("attendance.flow.leave-kind", { name: person.name })}</h2>
      <div className={styles["chips"]}>
        {(["sick", "leave"] as const).map((kind) => (
          <Button key={kind} size="large" onPress={() => flow.chooseKind(kind, today)}>
            {t(`attendance.flow.leave.${kind}`)}
          </Button>
        ))}
      </div>
    </>
  );
}

export function LeaveDaysStep({ fromDate, dayCount }: StepOf<"leave-days">) {
  const { t } = useTerminalCopy();
  const units = useUnits();
  const { flow } = useTerminal();
  return (
    <>
      <div className={styles["bar"]}>
        <h2 className={styles["title"]}>{t("attendance.flow.leave-days")}</h2>
        <div className={styles["acts"]}>
          <Button size="large" kind="primary" onPress={flow.toLeaveReason}>
            {t("attendance.flow.next")}
          </Button>
        </div>
      </div>
      <Stepper
        less={t("attendance.flow.leave-earlier")}
        more={t("attendance.flow.leave-later")}
        onLess={() => flow.moveLeave({ fromDate: addDays(fromDate, -1) })}
        onMore={() => flow.moveLeave({ fromDate: addDays(fromDate, 1) })}
      >
        {units.date(fromDate)}
      </Stepper>
      <Stepper
        less={t("attendance.flow.leave-fewer")}
        more={t("attendance.flow.leave-more")}
        onLess={() => flow.moveLeave({ dayCount: dayCount - 1 })}
        onMore={() => flow.moveLeave({ dayCount: dayCount + 1 })}
      >
        {t("attendance.flow.leave-count", { count: units.count(dayCount) })} ·{" "}
        {t("attendance.flow.leave-until", { date: units.dateShort(addDays(fromDate, dayCount - 1)) })}
      </Stepper>
    </>
  );
}

function Stepper(props: {
  readonly less: string;
  readonly more: string;
  readonly onLess: () => void;
  readonly onMore: () => void;
  readonly children: React.ReactNode;
}) {
  return (
    <div className={styles["stepper"]}>
      <Button size="large" icon="minus" label={props.less} onPress={props.onLess}>
        {null}
      </Button>
      <p>{props.children}</p>
      <Button size="large" icon="plus" label={props.more} onPress={props.onMore}>
        {null}
      </Button>
    </div>
  );
}

export function LeaveReasonStep({ kind }: StepOf<"leave-reason">) {
  const { t } = useTerminalCopy();
  const { flow } = useTerminal();
  return (
    <>
      <h2 className={styles["title"]}>{t("attendance.flow.leave-reason")}</h2>
      <div className={styles["chips"]}>
        {LEAVE_REASONS_BY_KIND[kind].map((reasonCode) => (
          <Button key={reasonCode} size="large" icon="send" onPress={() => flow.sendLeave(reasonCode)}>
            {t(`attendance.flow.leave-reason.${reasonCode}`)}
          </Button>
        ))}
      </div>
    </>
  );
}
