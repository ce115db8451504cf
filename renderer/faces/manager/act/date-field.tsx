import { TextInput } from "@mantine/core";
import { useState } from "react";
import { addDays } from "#kernel/time.ts";
import { dateFromTyped, isDateEntered, typedFromDate } from "#renderer/copy/typed-date.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";

/**
 * A date, typed as day, month, year and read back with its weekday. The browser's own field would follow the language of
 * the computer, not of the console, and hide the weekday. Arrow up and down go a day further or back.
 */
export function DateField(props: {
  readonly label: string;
  /** A date, nothing, or text that is no date: kept as typed, so that the form refuses it (`isDateEntered`). */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly error?: string | null;
  readonly className?: string;
  /** Without the lines above and below, in a row of buttons; the label is read out only. */
  readonly isBare?: boolean;
}) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { value, onChange } = props;
  /** What stands in the field while somebody is in it; nothing rewrites it under their hands. */
  const [typed, setTyped] = useState<string | null>(null);
  const isDate = isDateEntered(value);
  const isWrong = typed === null && value !== "" && !isDate;
  const type = (text: string) => {
    setTyped(text);
    onChange(dateFromTyped(text) ?? text.trim());
  };
  const step = (dayCount: number) => {
    if (!isDate) return;
    setTyped(null);
    onChange(addDays(value, dayCount));
  };
  const readBack = isDate ? units.date(value) : (props.hint ?? t("manager.date.pattern"));
  return (
    <TextInput
      className={props.className ?? ""}
      {...(props.isBare === true
        ? { "aria-label": props.label, w: 132 }
        : { label: props.label, description: readBack })}
      inputMode="numeric"
      autoComplete="off"
      spellCheck={false}
      placeholder={t("manager.date.pattern")}
      value={typed ?? (isDate ? typedFromDate(value) : value)}
      error={props.error ?? (isWrong && props.isBare !== true ? t("manager.date.wrong") : null)}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={() => setTyped(null)}
      onKeyDown={(event) => {
        if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
        event.preventDefault();
        step(event.key === "ArrowUp" ? 1 : -1);
      }}
    />
  );
}
