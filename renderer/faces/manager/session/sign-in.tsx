import { Autocomplete } from "@mantine/core";
import { useRef, useState } from "react";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { staffNamesRef } from "#renderer/domains/people/people-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { NUMBER_LENGTH_COUNT, NumberField } from "#renderer/faces/manager/act/number-field.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./sign-in.module.css";

/** Name, then number; the number alone is enough, since it is unique in the site (UX.md §3.4). */
export function SignIn(props: { readonly note: string | null }) {
  const { t, find } = useManagerCopy();
  const units = useUnits();
  const { sessions, timeZone } = useKitchen();
  const { rows: people } = useLiveQuery(staffNamesRef, { status: "active" });
  const [name, setName] = useState("");
  const [number, setNumber] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const numberRef = useRef<HTMLInputElement>(null);

  // Two people of one short name are told apart by their number alone.
  const namesakes = people.filter((person) => person.name === name.trim());
  const named = namesakes.length === 1 ? namesakes[0] : undefined;
  const signIn = async (pin: string) => {
    setBusy(true);
    setTrouble(null);
    const result = await sessions.signIn({ pin, ...(named === undefined ? {} : { staffId: named.staffId }) });
    setBusy(false);
    if (result.ok) return;
    const { untilAtMs, triesLeftCount } = result.error.data;
    setTrouble(
      find(`manager.sign-in.refused.${result.error.code}`, {
        clock: typeof untilAtMs === "number" ? units.clock(untilAtMs, timeZone()) : "–",
        count: typeof triesLeftCount === "number" ? triesLeftCount : "–",
      }) ?? t("manager.sign-in.refused.other", { code: result.error.code }),
    );
    setNumber("");
    numberRef.current?.focus();
  };
  return (
    <form
      className={styles.form}
      aria-labelledby="sign-in-title"
      onKeyDown={(event) => {
        // Two fields and no native submit button: Enter would do nothing by itself.
        if (event.key === "Enter") event.currentTarget.requestSubmit();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        if (number.length === NUMBER_LENGTH_COUNT) void signIn(number);
        else setTrouble(t("manager.sign-in.number-short"));
      }}
    >
      <h1 id="sign-in-title">{t("manager.sign-in.title")}</h1>
      {props.note === null ? null : <p role="status">{props.note}</p>}
      <Autocomplete
        size="md"
        label={t("manager.sign-in.name")}
        description={t("manager.sign-in.name-hint")}
        data={[...new Set(people.map((person) => person.name).filter((one) => one !== ""))]}
        value={name}
        onChange={setName}
        onOptionSubmit={() => numberRef.current?.focus()}
        comboboxProps={{ transitionProps: { duration: 0 } }}
      />
      <NumberField
        inputRef={numberRef}
        label={t("manager.sign-in.number")}
        value={number}
        onChange={setNumber}
        onFilled={(pin) => void signIn(pin)}
        error={trouble}
        isBusy={isBusy}
      />
      <div className={styles.actions}>
        <Button kind="primary" size="small" onPress={() => numberRef.current?.form?.requestSubmit()}>
          {t("shared.verb.sign-in")}
        </Button>
        <span role="status">{isBusy ? t("shared.record.sending") : ""}</span>
      </div>
    </form>
  );
}
