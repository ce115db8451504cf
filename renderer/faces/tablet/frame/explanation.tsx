import { useEffect, useRef } from "react";
import { Button } from "#renderer/ui/button.tsx";
import styles from "./explanation.module.css";

/** One sentence over the screen, closed by its button, by Escape or by a tap beside it. */
export function Explanation(props: {
  readonly text: string;
  readonly closeWord: string;
  readonly onClose: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      className={styles["explanation"]}
      aria-label={props.text}
      onClose={props.onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) props.onClose();
      }}
    >
      <p>{props.text}</p>
      <Button onPress={props.onClose} kind="primary">
        {props.closeWord}
      </Button>
    </dialog>
  );
}
