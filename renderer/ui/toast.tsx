import { useEffect, useRef, type ReactNode } from "react";
import { Button } from "./button.tsx";
import { Icon, type IconName } from "./icon.tsx";
import styles from "./toast.module.css";
import { UNDO_SHOWN_MS } from "./tokens.ts";

/**
 * The result of one's own lone act, with the way back (UX.md §1.6, §4.2). It goes by itself after `shownMs`; `null` keeps
 * it until the next tap, which is the face's to tell. The face shows at most one (tablet) or three (manager).
 */
export function UndoToast(props: {
  readonly children: ReactNode;
  readonly undoWord: string;
  readonly onUndo: (() => void) | null;
  readonly onGone: () => void;
  readonly shownMs?: number | null;
  readonly icon?: IconName;
}) {
  const { shownMs = UNDO_SHOWN_MS } = props;
  const gone = useRef(props.onGone);
  gone.current = props.onGone;
  useEffect(() => {
    if (shownMs === null) return;
    const timer = setTimeout(() => gone.current(), shownMs);
    return () => clearTimeout(timer);
  }, [shownMs]);
  return (
    <div className={styles.toast} role="status">
      <Icon name={props.icon ?? "circle-check"} />
      <span className={styles.words}>{props.children}</span>
      {props.onUndo === null ? null : (
        <Button icon="undo" onPress={props.onUndo}>
          {props.undoWord}
        </Button>
      )}
    </div>
  );
}
