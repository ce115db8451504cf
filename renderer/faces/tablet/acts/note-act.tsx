import { useState } from "react";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { noteBatchRef } from "#renderer/domains/production/production-refs.ts";
import { WhoTile } from "#renderer/faces/tablet/frame/side.tsx";
import { Tile } from "#renderer/faces/tablet/frame/tile.tsx";
import { useDraft } from "#renderer/faces/tablet/work/draft.ts";
import { ActScreen } from "./act-screen.tsx";
import type { ActProps } from "./act-props.ts";
import { TextEntry } from "./text-entry.tsx";
import { useActExit, useSubject } from "./use-act-exit.ts";
import { useFactForm } from "./use-fact-form.ts";
import { useOwnReason } from "./use-own-reason.ts";
import styles from "./acts.module.css";

const QUICK = ["gas-low", "stove-slow", "ingredient-late", "need-help"] as const;

/** “Catatan”: a phrase at hand, or words of one's own. */
export function NoteAct(props: ActProps) {
  const { batch } = props;
  const copy = useTabletCopy();
  const { leave, backAction } = useActExit({ batch, run: null });
  const subject = useSubject({ batch, run: null });
  const reason = useOwnReason("note", batch, null);
  const { refusal, save } = useFactForm();
  const [note, setNote, discard] = useDraft(`note.${batch.batchId}`, "", (kept) => typeof kept === "string");
  const [isWriting, setWriting] = useState(false);
  const trimmed = note.trim();
  const missing = trimmed === "" ? copy.t("acts.note.missing") : null;
  if (isWriting) {
    return (
      <TextEntry
        station={props.station}
        title={copy.t("acts.note.title")}
        subject={subject}
        text={note}
        onText={setNote}
        doneWord={copy.t("shared.verb.continue")}
        reason={missing}
        onDone={() => setWriting(false)}
        onBack={() => setWriting(false)}
      />
    );
  }
  const submit = () =>
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
    );
  return (
    <ActScreen
      station={props.station}
      title={copy.t("acts.note.title")}
      subject={subject}
      layout="wide"
      refusal={refusal}
      facts={<WhoTile />}
      primary={{ label: copy.t("tablet.save.plain"), icon: "check", reason: reason ?? missing, onPress: submit }}
      secondary={backAction}
    >
      <div className={styles["stack"]}>
        <div className={styles["twoColumns"]}>
          {QUICK.map((code) => {
            const words = copy.t(`acts.note.quick.${code}`);
            return <Tile key={code} label={words} isPressed={trimmed === words} onPress={() => setNote(words)} />;
          })}
        </div>
        <Tile
          icon="info"
          label={copy.t("acts.note.field")}
          detail={trimmed === "" ? copy.t("acts.reason.none") : trimmed}
          onPress={() => setWriting(true)}
        />
      </div>
    </ActScreen>
  );
}
