import { addDays } from "#kernel/time.ts";
import { isDateEntered } from "#renderer/copy/typed-date.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { Button } from "#renderer/ui/button.tsx";
import { DateField } from "#renderer/faces/manager/act/date-field.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./day-switch.module.css";

/** Which service day a page is about: the day before, the day after, or one by its date. */
export function DaySwitch(props: { readonly serviceDate: string; readonly onChange: (serviceDate: string) => void }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { serviceDate, onChange } = props;
  return (
    <div className={styles.switch} role="group" aria-label={t("kitchen.day.which")}>
      <Button
        size="small"
        icon="arrow-left"
        label={t("kitchen.day.before")}
        onPress={() => onChange(addDays(serviceDate, -1))}
      >
        {""}
      </Button>
      <span className={styles.day} aria-live="polite">
        {units.kitchenDay(serviceDate)}
      </span>
      <Button
        size="small"
        icon="arrow-right"
        label={t("kitchen.day.after")}
        onPress={() => onChange(addDays(serviceDate, 1))}
      >
        {""}
      </Button>
      <DateField
        isBare
        label={t("kitchen.day.pick")}
        value={serviceDate}
        onChange={(value) => {
          if (isDateEntered(value)) onChange(value);
        }}
      />
    </div>
  );
}
