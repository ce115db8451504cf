import { useSignal, useTerminal } from "#renderer/faces/attendance/terminal-context.tsx";
import { useRefusalWords, useTerminalCopy } from "#renderer/faces/attendance/words.ts";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { Icon, type IconName } from "#renderer/ui/icon.tsx";
import { ConfirmStep, DayStep, ReasonStep, TimeStep } from "./correction-steps.tsx";
import type { FlowStep } from "./flow-state.ts";
import { HoursStep } from "./hours-step.tsx";
import { LeaveDaysStep, LeaveKindStep, LeaveReasonStep } from "./leave-steps.tsx";
import { DisagreeStep, ReviewsStep, ReviewStep } from "./review-steps.tsx";
import styles from "./flow-panel.module.css";

/** The left part while somebody asks for something; the keypad and every reader stay live beside it. */
export function FlowPanel({ step }: { readonly step: FlowStep }) {
  const { desk } = useTerminal();
  useSignal(desk.state);
  return (
    <section className={styles["panel"]} data-state={`flow-${step.step}`}>
      <Step step={step} />
    </section>
  );
}

function Step({ step }: { readonly step: FlowStep }) {
  const { t } = useTerminalCopy();
  const { timeZone } = useKitchenTime(60_000);
  const refusalWords = useRefusalWords(timeZone);
  switch (step.step) {
    case "number":
      return (
        <Message icon="user" tone="info" words={t("attendance.flow.number")}>
          <p className={styles["text"]}>{t("attendance.flow.number-how")}</p>
        </Message>
      );
    case "day":
      return <DayStep {...step} />;
    case "reason":
      return <ReasonStep {...step} />;
    case "time":
      return <TimeStep step={step} />;
    case "confirm":
      return <ConfirmStep {...step} />;
    case "hours":
      return <HoursStep {...step} />;
    case "leave-kind":
      return <LeaveKindStep {...step} />;
    case "leave-days":
      return <LeaveDaysStep {...step} />;
    case "leave-reason":
      return <LeaveReasonStep {...step} />;
    case "reviews":
      return <ReviewsStep {...step} />;
    case "review":
      return <ReviewStep {...step} />;
    case "disagree":
      return <DisagreeStep />;
    case "sending":
      return <Message icon="clock" tone="info" words={t("attendance.flow.sending")} />;
    case "sent":
      return <Message icon="circle-check" tone="ok" words={t(`attendance.flow.sent-${step.purpose}`)} />;
    case "failed":
      return <Message icon="triangle-alert" tone="warn" words={refusalWords(step.rejection)} />;
  }
}

function Message(props: {
  readonly icon: IconName;
  readonly tone: "info" | "ok" | "warn";
  readonly words: string;
  readonly children?: React.ReactNode;
}) {
  return (
    <div className={styles["message"]} data-tone={props.tone} role="status">
      <Icon name={props.icon} sizeEm={2} />
      <h2>{props.words}</h2>
      {props.children}
    </div>
  );
}
