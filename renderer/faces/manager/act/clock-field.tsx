import { TextInput } from "@mantine/core";
import { useState } from "react";
import { clockFromText } from "#renderer/faces/manager/plan/field-reader.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";

/**
 * A clock time of 24 hours, typed: “7.30” and “0730” are read too. The browser's own field would ask for AM or PM where
 * the computer is set so.
 */
export function ClockField(props: {
  readonly label: string;
  /** `HH:MM`, nothing, or text that is no time: kept as typed, so that the form refuses it. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isFocusedFirst?: boolean;
}) {
  const { t } = useManagerCopy();
  const { value, onChange } = props;
  /** What stands in the field while somebody is in it. */
  const [typed, setTyped] = useState<string | null>(null);
  const isWrong = typed === null && value !== "" && clockFromText(value) === null;
  return (
    <TextInput
      label={props.label}
      description={t("manager.clock.pattern")}
      inputMode="numeric"
      autoComplete="off"
      spellCheck={false}
      data-autofocus={props.isFocusedFirst === true ? true : undefined}
      value={typed ?? value}
      error={isWrong ? t("manager.clock.wrong") : null}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        onChange(clockFromText(text) ?? text.trim());
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
