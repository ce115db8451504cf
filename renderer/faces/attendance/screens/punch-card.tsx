import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import type { DeskCard } from "#renderer/faces/attendance/desk/desk-state.ts";
import { questionOf, type PunchAnswer } from "#renderer/faces/attendance/desk/punch-answer.ts";
import { useTerminal } from "#renderer/faces/attendance/terminal-context.tsx";
import { useTerminalCopy } from "#renderer/faces/attendance/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { Icon } from "#renderer/ui/icon.tsx";
import { CardFrame, type CardTone } from "./card-frame.tsx";
import styles from "./result-card.module.css";

const REASONS = ["swapped-shift", "overtime", "other"] as const;

/** What the kitchen says of a punch: which way, when, how it stands against the shift, and what is asked. */
export function PunchCard({ card }: { readonly card: Extract<DeskCard, { kind: "punch" }> }) {
  const { answer, picture, isExplained } = card;
  const { t } = useTerminalCopy();
  const units = useUnits();
  const { timeZone } = useKitchenTime(60_000);
  const clock = units.clock(answer.atMs, timeZone);
  const direction = t(`attendance.${answer.direction}`);
  if (answer.outcome === "already") {
    const { otherTerminalName: terminal } = answer;
    const words =
      terminal === null
        ? t("attendance.card.known", { clock })
        : t("attendance.card.known-elsewhere", { terminal, clock });
    return (
      <CardFrame state="card-known" tone="text" picture={picture} name={answer.name} spoken={words}>
        <p className={styles["lead"]}>
          <Icon name="check" />
          {words}
        </p>
      </CardFrame>
    );
  }
  const question = isExplained ? null : questionOf(answer);
  const time = t("attendance.card.time", { direction, clock });
  return (
    <CardFrame
      state={question === null ? "card-punch" : `card-${question}`}
      tone={question === null ? toneOf(answer) : "warn"}
      picture={picture}
      name={answer.name}
      spoken={time}
    >
      {question === "short-stay" ? null : <p className={styles["big"]}>{time}</p>}
      {question === null ? <ShiftLines answer={answer} isThanked={isExplained} /> : null}
      {question === "short-stay" ? <ShortStay key={answer.punchId} answer={answer} clock={clock} /> : null}
      {question === "unrostered" ? <WhyChips key={answer.punchId} /> : null}
      {question === null ? <Ways key={answer.punchId} answer={answer} /> : null}
    </CardFrame>
  );
}

function toneOf(answer: PunchAnswer): CardTone {
  return answer.lateMs > 0 || answer.earlyLeaveMs > 0 || answer.isUnrostered ? "warn" : "ok";
}

function ShiftLines({ answer, isThanked }: { readonly answer: PunchAnswer; readonly isThanked: boolean }) {
  const { t } = useTerminalCopy();
  const units = useUnits();
  const { shift, direction, lateMs, earlyLeaveMs, workedMs } = answer;
  const statusWords = () => {
    if (shift === null) return t("attendance.card.unrostered");
    if (direction === "in") {
      return lateMs > 0 ? t("attendance.card.late", { age: units.duration(lateMs) }) : t("attendance.card.on-time");
    }
    if (earlyLeaveMs > 0) return t("attendance.card.early", { age: units.duration(earlyLeaveMs) });
    return t("attendance.card.worked", { age: units.duration(workedMs) });
  };
  const isTrouble = shift === null || (direction === "in" ? lateMs > 0 : earlyLeaveMs > 0);
  return (
    <div className={styles["lines"]}>
      {shift === null ? null : (
        <p className={styles["text"]}>
          {t("attendance.card.shift", { shift: shift.name, from: shift.startTime, until: shift.endTime })}
        </p>
      )}
      <p className={styles["status"]} data-tone={isTrouble ? "warn" : "ok"}>
        <Icon name={isTrouble ? "triangle-alert" : "circle-check"} />
        {statusWords()}
        {isThanked ? ` · ${t("attendance.card.thanks")}` : null}
      </p>
    </div>
  );
}

function ShortStay({ answer, clock }: { readonly answer: PunchAnswer; readonly clock: string }) {
  const { t } = useTerminalCopy();
  const units = useUnits();
  const { desk } = useTerminal();
  const direction = t("attendance.out");
  return (
    <>
      <p className={styles["words"]}>
        {t("attendance.card.short-stay", { direction, clock, age: units.duration(answer.workedMs) })}
      </p>
      <div className={styles["acts"]}>
        <Button size="large" kind="primary" onPress={() => desk.explain("short-stay-meant")}>
          {t("attendance.card.short-stay-yes")}
        </Button>
        <Button size="large" onPress={desk.flip}>
          {t("attendance.card.stay-in")}
        </Button>
        <Button size="large" onPress={desk.withdraw}>
          {t("attendance.card.not-me")}
        </Button>
      </div>
    </>
  );
}

function WhyChips() {
  const { t } = useTerminalCopy();
  const { desk } = useTerminal();
  return (
    <>
      <p className={styles["question"]}>{t("attendance.card.why")}</p>
      <div className={styles["acts"]}>
        {REASONS.map((reasonCode) => (
          <Button key={reasonCode} size="large" onPress={() => desk.explain(reasonCode)}>
            {t(`attendance.card.why.${reasonCode}`)}
          </Button>
        ))}
        <Button size="large" onPress={desk.withdraw}>
          {t("attendance.card.not-me")}
        </Button>
      </div>
    </>
  );
}

/** The ways back from a punch that was nobody's question. */
function Ways({ answer }: { readonly answer: PunchAnswer }) {
  const { t } = useTerminalCopy();
  const { desk } = useTerminal();
  const other = t(`attendance.${answer.direction === "in" ? "out" : "in"}`);
  return (
    <div className={styles["acts"]}>
      <Button size="large" onPress={desk.withdraw}>
        {t("attendance.card.not-me")}
      </Button>
      <Button size="large" onPress={desk.flip}>
        {t("attendance.card.change-to", { direction: other })}
      </Button>
    </div>
  );
}
