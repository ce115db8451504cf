import { useState, type ReactNode } from "react";
import type { Station } from "#kernel/access.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import type { ZoneAction } from "#renderer/faces/tablet/frame/frame.tsx";
import { Tile } from "#renderer/faces/tablet/frame/tile.tsx";
import { ChoiceChips, type Choice } from "#renderer/ui/choice-chips.tsx";
import { ActScreen } from "./act-screen.tsx";
import { TextEntry } from "./text-entry.tsx";
import styles from "./acts.module.css";

/** A code chosen from a few, with words where the code alone says too little. */
export interface ReasonDraft<Code extends string> {
  readonly code: Code | null;
  readonly words: string;
}

/** One question with a few answers in sight, and a line of words behind “Tulis alasan”. */
export function ReasonAct<Code extends string>(props: {
  readonly station: Station;
  readonly title: string;
  readonly subject: string;
  readonly choices: readonly Choice<Code>[];
  readonly draft: ReasonDraft<Code>;
  readonly onDraft: (draft: ReasonDraft<Code>) => void;
  /** Codes that need words as well. */
  readonly needsWords: (code: Code) => boolean;
  /** Words must have this many letters; 0 where any will do. */
  readonly wordsMinCount?: number;
  readonly columnCount?: number;
  readonly facts?: ReactNode;
  readonly more?: ReactNode;
  readonly refusal: string | null;
  /** The button once the question is answered; `reason` says what is still missing. */
  readonly primary: (missing: string | null) => ZoneAction;
  readonly secondary: ZoneAction;
}) {
  const { draft, wordsMinCount = 1 } = props;
  const copy = useTabletCopy();
  const [isWriting, setWriting] = useState(false);
  const typedCount = draft.words.trim().length;
  const isShort = typedCount < wordsMinCount;
  const shortWords = copy.t("acts.reason.too-short", { count: wordsMinCount - typedCount });
  if (isWriting) {
    return (
      <TextEntry
        station={props.station}
        title={copy.t("acts.reason.write")}
        subject={props.subject}
        text={draft.words}
        onText={(words) => props.onDraft({ ...draft, words })}
        doneWord={copy.t("shared.verb.continue")}
        reason={isShort && wordsMinCount > 1 ? shortWords : null}
        {...(wordsMinCount > 1
          ? { hint: <p>{copy.t("acts.reason.length", { count: typedCount, min: wordsMinCount })}</p> }
          : {})}
        onDone={() => setWriting(false)}
        onBack={() => setWriting(false)}
      />
    );
  }
  const missing =
    draft.code === null ? copy.t("acts.reason.missing") : props.needsWords(draft.code) && isShort ? shortWords : null;
  return (
    <ActScreen
      station={props.station}
      title={props.title}
      subject={props.subject}
      layout="wide"
      facts={props.facts}
      refusal={props.refusal}
      primary={props.primary(missing)}
      secondary={props.secondary}
    >
      <div className={styles["stack"]}>
        <ChoiceChips
          legend={props.title}
          isLegendHidden
          columnCount={props.columnCount ?? 2}
          choices={props.choices}
          chosen={draft.code}
          onChoose={(code) => {
            props.onDraft({ ...draft, code });
            if (props.needsWords(code) && isShort) setWriting(true);
          }}
        />
        {props.more}
        <Tile
          icon="info"
          label={copy.t("acts.reason.write")}
          detail={draft.words.trim() === "" ? copy.t("acts.reason.none") : draft.words}
          onPress={() => setWriting(true)}
        />
      </div>
    </ActScreen>
  );
}

/** Whether a value kept on the device is such a draft. */
export function isReasonDraft<Code extends string>(value: unknown): value is ReasonDraft<Code> {
  if (typeof value !== "object" || value === null || !("words" in value) || !("code" in value)) return false;
  return typeof value.words === "string" && (value.code === null || typeof value.code === "string");
}
