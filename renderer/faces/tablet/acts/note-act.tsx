import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { noteBatchRef } from "#renderer/domains/production/production-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useDraft } from "#renderer/faces/tablet/work/draft.ts";
import type { ActProps } from "./act-props.ts";
import { TextEntry } from "./text-entry.tsx";
import { useActExit, useSubject } from "./use-act-exit.ts";
import { useFactForm } from "./use-fact-form.ts";
import { useOwnReason } from "./use-own-reason.ts";
import styles from "./acts.module.css";

const QUICK = ["gas-low", "stove-slow", "ingredient-late", "need-help"] as const;

/** “Catatan”: a quick phrase or words of one's own. */
export function NoteAct(props: ActProps) {
  const { batch } = props;
  const copy = useTabletCopy();
  const { leave } = useActExit({ batch, run: null });
  const subject = useSubject({ batch, run: null });
  const reason = useOwnReason("note", batch, null);
  const { refusal, save } = useFactForm();
  const [note, setNote, discard] = useDraft(`note.${batch.batchId}`, "", (kept) => typeof kept === "string");
  const trimmed = note.trim();
  return (
    <TextEntry
      station={props.station}
      title={copy.t("tablet.note.title")}
      subject={subject}
      text={note}
      onText={setNote}
      doneWord={copy.t("tablet.save.plain")}
      reason={reason ?? (trimmed === "" ? copy.t("tablet.note.missing") : null)}
      refusal={refusal}
      hint={
        trimmed !== "" ? null : (
          <div className={styles["quick"]}>
            {QUICK.map((code) => {
              const words = copy.t(`tablet.note.quick.${code}`);
              return (
                <Button key={code} onPress={() => setNote(words)}>
                  {words}
                </Button>
              );
            })}
          </div>
        )
      }
      onDone={() =>
        void save(
          noteBatchRef,
          { batchId: batch.batchId, note: trimmed },
          {
            summary: copy.t("tablet.batch.note", { note: trimmed }),
            onKept: () => {
              discard();
              leave();
            },
          },
        )
      }
      onBack={leave}
    />
  );
}
