import type { Station } from "#kernel/access.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import {
  pressTemperatureKey,
  temperatureFromEntry,
  textFromTemperatureEntry,
} from "#renderer/domains/quality/temperature-entry.ts";
import { ActScreen } from "#renderer/faces/tablet/acts/act-screen.tsx";
import { DigitPad, MinusKey } from "#renderer/faces/tablet/acts/digit-pad.tsx";
import { WhoTile } from "#renderer/faces/tablet/frame/side.tsx";
import type { ZoneAction } from "#renderer/faces/tablet/frame/frame.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import styles from "./store.module.css";
import type { ReceiptLineForm } from "./use-receipt-line.ts";

/** How cold goods came, against what the kitchen takes in. */
export function IncomingTemperatureAct(props: {
  readonly station: Station;
  readonly form: ReceiptLineForm;
  readonly onNext: () => void;
  readonly secondary: ZoneAction;
}) {
  const { form } = props;
  const { draft, change, item, limitMaxC } = form;
  const copy = useTabletCopy();
  const units = useUnits();
  const temperatureC = temperatureFromEntry(draft.temperature);
  const mark = copy.language === "id" ? "," : ".";
  const isAbove = temperatureC !== null && limitMaxC !== null && temperatureC > limitMaxC;
  const press = (key: Parameters<typeof pressTemperatureKey>[1]) =>
    change({ temperature: pressTemperatureKey(draft.temperature, key) });
  return (
    <ActScreen
      station={props.station}
      title={copy.t("store.receive.temperature")}
      subject={item.name}
      layout="keypad"
      facts={
        <>
          <p>
            {limitMaxC === null
              ? copy.t("acts.temperature.limit-none")
              : copy.t("shared.temperature.max", { value: units.temperature(limitMaxC) })}
          </p>
          <WhoTile />
        </>
      }
      primary={{
        label: copy.t("shared.verb.continue"),
        icon: "arrow-right",
        reason: temperatureC === null ? copy.t("acts.temperature.digits-missing") : null,
        onPress: props.onNext,
      }}
      secondary={props.secondary}
      entry={
        <>
          <div className={styles["figure"]}>
            <output aria-live="off">
              {draft.temperature.wholeDigits === "" ? NO_VALUE : textFromTemperatureEntry(draft.temperature, mark)}
            </output>
            <span className={styles["figureUnit"]}>°C</span>
            {temperatureC === null || limitMaxC === null ? null : isAbove ? (
              <StateBadge state="incoming-above" token="crit" word={copy.t("shared.temperature.above")} />
            ) : (
              <StateBadge state="incoming-within" token="ok" word={copy.t("shared.temperature.within")} />
            )}
          </div>
          <MinusKey onMinus={() => press("minus")} />
        </>
      }
    >
      <DigitPad onKey={press} decimalMark={mark} />
    </ActScreen>
  );
}
