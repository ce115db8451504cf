import { Textarea } from "@mantine/core";
import { useState } from "react";
import type { BatchRow } from "#domains/production/queries.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { noteBatchRef } from "#renderer/domains/production/production-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useAct, useLoneAct } from "#renderer/faces/manager/act/use-act.ts";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./batch-page.module.css";

const NOTE_MAX_COUNT = 500;

/** Notes of the floor and of this desk, with who and when. */
export function BatchNotes(props: { readonly batch: BatchRow }) {
  const { batch } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const { fact } = useAct();
  const { run } = useLoneAct();
  const whyNot = useWhyNotPermitted();
  const [note, setNote] = useState("");
  const save = () => {
    const text = note.trim();
    run(() => fact(noteBatchRef, { batchId: batch.batchId, note: text }), t("kitchen.note-saved"));
    setNote("");
  };
  return (
    <Panel title={t("kitchen.notes")}>
      <ul className={styles.list}>
        {batch.notes.map((entry) => (
          <li key={`${entry.occurredAtMs}-${entry.note}`}>
            <p>{entry.note}</p>
            <p className={styles.time}>
              {[entry.name ?? "", units.clock(entry.occurredAtMs, timeZone)].filter((part) => part !== "").join(" · ")}
            </p>
          </li>
        ))}
      </ul>
      <div className={styles.form}>
        <Textarea
          className={styles.grow ?? ""}
          label={t("kitchen.new-note")}
          rows={1}
          maxLength={NOTE_MAX_COUNT}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Button
          size="small"
          reason={whyNot("quality.measure") ?? (note.trim() === "" ? t("kitchen.note-empty") : null)}
          onPress={save}
        >
          {t("shared.verb.save")}
        </Button>
      </div>
    </Panel>
  );
}
