import type { RowOf } from "#kernel/definition.ts";
import type { myHoursQuery } from "#domains/attendance/queries.ts";
import type { CorrectionReason } from "#domains/attendance/values.ts";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { myHoursRef } from "#renderer/domains/attendance/attendance-refs.ts";
import { useServiceDateAt } from "#renderer/domains/site/use-service-date.ts";
import { useTerminal } from "#renderer/faces/attendance/terminal-context.tsx";
import { useTerminalCopy } from "#renderer/faces/attendance/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import type { ChosenDay, FlowStep } from "./flow-state.ts";
import styles from "./flow-panel.module.css";
import { lastDays } from "./typed-time.ts";
import { useStayWords } from "./use-stay-words.ts";

type StepOf<Name extends FlowStep["step"]> = Extract<FlowStep, { step: Name }>;
type Stay = RowOf<typeof myHoursQuery>;

/** `attendance.correction-max`: as far back as a correction may be asked by default. */
const DAYS_BACK_COUNT = 7;
const TILES_A_PAGE_COUNT = 6;
const REASONS: readonly CorrectionReason[] = ["forgot-in", "forgot-out", "wrong-time", "other"];

/** The last days, each with what is known of it; one tile a stay. */
export function DayStep({ person, page }: StepOf<"day">) {
  const { t } = useTerminalCopy();
  const units = useUnits();
  const { flow } = useTerminal();
  const stayWords = useStayWords();
  const { nowMs, timeZone } = useKitchenTime(60_000);
  const dates = lastDays(useServiceDateAt(nowMs, timeZone), DAYS_BACK_COUNT);
  const params = { staffId: person.staffId, fromDate: dates.at(-1) ?? "", toDate: dates[0] ?? "" };
  const stays = useLiveQuery(myHoursRef, params, { staffId: person.staffId });
  const tiles = dates.flatMap((date) => daysOf(date, stays.rows));
  const pageCount = Math.ceil(tiles.length / TILES_A_PAGE_COUNT);
  return (
    <>
      <h2 className={styles["title"]}>{t("attendance.flow.day", { name: person.name })}</h2>
      <div className={styles["grid"]}>
        {tiles.slice(page * TILES_A_PAGE_COUNT, (page + 1) * TILES_A_PAGE_COUNT).map((day) => (
          <button
            key={day.sessionId ?? day.serviceDate}
            type="button"
            className={styles["tile"]}
            onClick={() => flow.chooseDay(day)}
          >
            {units.dateShort(day.serviceDate)}
            <small>{stayWords(day)}</small>
          </button>
        ))}
      </div>
      {pageCount > 1 ? (
        <div className={styles["acts"]}>
          <Button onPress={() => flow.turnPage((page + 1) % pageCount)}>{t("attendance.do.more")}</Button>
        </div>
      ) : null}
    </>
  );
}

function daysOf(serviceDate: string, rows: readonly Stay[]): readonly ChosenDay[] {
  const stays = rows.filter((row) => row.serviceDate === serviceDate);
  if (stays.length === 0) return [{ serviceDate, sessionId: null, inAtMs: null, outAtMs: null }];
  return stays.map(({ sessionId, inAtMs, outAtMs }) => ({ serviceDate, sessionId, inAtMs, outAtMs }));
}

export function ReasonStep({ day }: StepOf<"reason">) {
  const { t } = useTerminalCopy();
  const units = useUnits();
  const { flow } = useTerminal();
  return (
    <>
      <h2 className={styles["title"]}>{t("attendance.flow.reason")}</h2>
      <p className={styles["text"]}>{units.kitchenDay(day.serviceDate)}</p>
      <div className={styles["chips"]}>
        {REASONS.map((reasonCode) => (
          <Button key={reasonCode} size="large" onPress={() => flow.chooseReason(reasonCode)}>
            {t(`attendance.flow.reason.${reasonCode}`)}
          </Button>
        ))}
      </div>
    </>
  );
}

/** Four digits on the keypad; what is right already stays by one touch. */
export function TimeStep({ step }: { readonly step: StepOf<"time"> }) {
  const { t } = useTerminalCopy();
  const units = useUnits();
  const { flow } = useTerminal();
  const { timeZone } = useKitchenTime(60_000);
  const { day, field } = step;
  const known = field === "in" ? day.inAtMs : day.outAtMs;
  return (
    <>
      <h2 className={styles["title"]}>{t(`attendance.flow.time-${field}`)}</h2>
      <p className={styles["text"]}>
        {units.kitchenDay(day.serviceDate)} · {t("attendance.flow.time-how")}
      </p>
      <div className={styles["chips"]}>
        <Button size="large" onPress={flow.skipTime}>
          {known === null
            ? t("attendance.flow.time-skip-none")
            : t("attendance.flow.time-skip", { clock: units.clock(known, timeZone) })}
        </Button>
      </div>
    </>
  );
}

export function ConfirmStep({ day, reasonCode, asked }: StepOf<"confirm">) {
  const { t } = useTerminalCopy();
  const units = useUnits();
  const { flow } = useTerminal();
  const { timeZone } = useKitchenTime(60_000);
  const isAsked = asked.inAtMs !== null || asked.outAtMs !== null;
  const line = (direction: "in" | "out", atMs: number | null) =>
    atMs === null
      ? null
      : t("attendance.flow.confirm-time", {
          direction: t(`attendance.${direction}`),
          clock: units.clock(atMs, timeZone),
        });
  const times = [line("in", asked.inAtMs), line("out", asked.outAtMs)].filter((words) => words !== null);
  return (
    <>
      <h2 className={styles["title"]}>{t("attendance.flow.confirm")}</h2>
      <p className={styles["text"]}>
        {units.kitchenDay(day.serviceDate)} · {t(`attendance.flow.reason.${reasonCode}`)}
      </p>
      {times.length === 0 ? null : <p className={styles["figure"]}>{times.join(" · ")}</p>}
      <div className={styles["acts"]}>
        <Button
          size="large"
          kind="primary"
          icon="send"
          reason={isAsked ? null : t("attendance.flow.confirm-need")}
          onPress={flow.sendCorrection}
        >
          {t("attendance.flow.send")}
        </Button>
      </div>
    </>
  );
}
