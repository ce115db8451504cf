import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import type { DeskCard } from "#renderer/faces/attendance/desk/desk-state.ts";
import { useTerminal } from "#renderer/faces/attendance/terminal-context.tsx";
import { useRefusalWords, useTerminalCopy } from "#renderer/faces/attendance/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { Icon, type IconName } from "#renderer/ui/icon.tsx";
import { CardFrame, type CardTone } from "./card-frame.tsx";
import { PunchCard } from "./punch-card.tsx";
import styles from "./result-card.module.css";

/** The result over the left part; the keypad beside it stays live, and the next person replaces it at once. */
export function ResultCard({ card }: { readonly card: DeskCard }) {
  const { t } = useTerminalCopy();
  const units = useUnits();
  const { desk } = useTerminal();
  const { timeZone } = useKitchenTime(60_000);
  const refusalWords = useRefusalWords(timeZone);
  switch (card.kind) {
    case "reading":
      return <WordCard state="card-reading" icon="clock" tone="info" words={t("attendance.card.reading")} />;
    case "refused":
      return (
        <WordCard
          state={`card-refused-${card.rejection.code}`}
          icon="triangle-alert"
          tone="warn"
          words={refusalWords(card.rejection)}
        />
      );
    case "offered":
      return (
        <WordCard
          state="card-offered"
          icon="circle-check"
          tone="info"
          words={t("attendance.enrol.read", { name: card.name })}
          more={t("attendance.enrol.sign")}
        />
      );
    case "withdrawn":
      return (
        <WordCard
          state="card-withdrawn"
          icon="undo"
          tone="text"
          words={
            card.name === null
              ? t("attendance.card.withdrawn-nameless")
              : t("attendance.card.withdrawn", { name: card.name })
          }
          more={t("attendance.card.withdrawn-next")}
        />
      );
    case "saved":
      return (
        <CardFrame
          state={card.isRepeat ? "card-known" : "card-saved"}
          tone={card.isRepeat ? "text" : "unknown"}
          picture={card.picture}
          name={card.name}
          spoken={t("attendance.card.saved", { clock: units.clock(card.atMs, timeZone) })}
        >
          <p className={styles["lead"]}>
            <Icon name={card.isRepeat ? "check" : "hourglass"} />
            {card.isRepeat
              ? t("attendance.card.known", { clock: units.clock(card.atMs, timeZone) })
              : t("attendance.card.saved", { clock: units.clock(card.atMs, timeZone) })}
          </p>
          <p className={styles["text"]}>{t("attendance.card.saved-how")}</p>
          {card.staffId === null || card.isRepeat ? null : (
            <div key={card.punchId} className={styles["acts"]}>
              <Button size="large" onPress={desk.withdraw}>
                {t("attendance.card.not-me")}
              </Button>
            </div>
          )}
        </CardFrame>
      );
    case "punch":
      return <PunchCard card={card} />;
  }
}

/** A card that says one thing. */
function WordCard(props: {
  readonly state: string;
  readonly icon: IconName;
  readonly tone: CardTone;
  readonly words: string;
  readonly more?: string;
}) {
  return (
    <CardFrame state={props.state} tone={props.tone} picture={null} name={null} spoken={props.words}>
      <Icon name={props.icon} sizeEm={3} className={styles["sign"]} />
      <p className={styles["words"]}>{props.words}</p>
      {props.more === undefined ? null : <p className={styles["text"]}>{props.more}</p>}
    </CardFrame>
  );
}
