import { useRef, type ReactNode } from "react";
import type { Station } from "#kernel/access.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { TextKeyboard } from "#renderer/ui/text-keyboard.tsx";
import { useIsNarrow } from "#renderer/faces/tablet/use-is-narrow.ts";
import { ActScreen } from "./act-screen.tsx";
import styles from "./acts.module.css";

/** UX.md: a reason or a note is a sentence or two. */
export const TEXT_MAX_COUNT = 300;

/** Words, typed on our own keys (or a hardware keyboard, or the system's on narrow screens). */
export function TextEntry(props: {
  readonly station: Station;
  readonly title: string;
  readonly subject: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly doneWord: string;
  readonly reason: string | null;
  /** Beside the field: how many letters are still wanted. */
  readonly hint?: ReactNode;
  readonly refusal?: string | null;
  readonly onDone: () => void;
  readonly onBack: () => void;
}) {
  const copy = useTabletCopy();
  const field = useRef<HTMLTextAreaElement>(null);
  return (
    <ActScreen
      station={props.station}
      title={props.title}
      subject={props.subject}
      layout="whole"
      refusal={props.refusal ?? null}
      primary={{ label: props.doneWord, icon: "check", reason: props.reason, onPress: props.onDone }}
      secondary={{ label: copy.t("shared.verb.back"), icon: "arrow-left", onPress: props.onBack }}
    >
      <div className={styles["textEntry"]}>
        <textarea
          ref={field}
          className={styles["textField"]}
          aria-label={props.title}
          value={props.text}
          maxLength={TEXT_MAX_COUNT}
          rows={2}
          // Our own keys stand below; narrow screens have no room for them and use the system's.
          inputMode={useIsNarrow() ? "text" : "none"}
          autoFocus
          onChange={(event) => props.onText(event.target.value)}
        />
        {props.hint}
        <TextKeyboard
          words={{
            keyboard: copy.t("acts.text.keyboard"),
            space: copy.t("acts.text.space"),
            backspace: copy.t("acts.text.backspace"),
          }}
          onText={(typed) => {
            props.onText((props.text + typed).slice(0, TEXT_MAX_COUNT));
            field.current?.focus();
          }}
          onBackspace={() => {
            props.onText(props.text.slice(0, -1));
            field.current?.focus();
          }}
        />
      </div>
    </ActScreen>
  );
}
