import { TextInput } from "@mantine/core";
import type { RefObject } from "react";
import styles from "./number-field.module.css";

export const NUMBER_LENGTH_COUNT = 6;

/**
 * A six-digit personal number. Hidden as it is typed, never offered to a password manager, and the sixth digit submits
 * (UX.md §5).
 */
export function NumberField(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onFilled: (number: string) => void;
  readonly error?: string | null;
  readonly description?: string;
  readonly isBusy?: boolean;
  readonly inputRef?: RefObject<HTMLInputElement | null>;
  readonly isFocusedFirst?: boolean;
}) {
  return (
    <TextInput
      ref={props.inputRef}
      label={props.label}
      description={props.description}
      error={props.error ?? null}
      value={props.value}
      classNames={{ input: styles.input ?? "" }}
      type="text"
      inputMode="numeric"
      autoComplete="off"
      spellCheck={false}
      maxLength={NUMBER_LENGTH_COUNT}
      readOnly={props.isBusy === true}
      data-autofocus={props.isFocusedFirst === true ? true : undefined}
      onChange={(event) => {
        const digits = event.currentTarget.value.replaceAll(/\D/g, "").slice(0, NUMBER_LENGTH_COUNT);
        props.onChange(digits);
        if (digits.length === NUMBER_LENGTH_COUNT) props.onFilled(digits);
      }}
    />
  );
}
