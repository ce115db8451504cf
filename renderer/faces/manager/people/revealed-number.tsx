import { useEffect, useRef, useState } from "react";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { Button } from "#renderer/ui/button.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { fetchRevealed } from "./reveal.ts";
import styles from "./revealed-number.module.css";

type Revealed =
  | { readonly kind: "asking" }
  | { readonly kind: "number"; readonly number: string }
  | { readonly kind: "gone" };

/** A personal number, shown once to its owner on this screen; the kitchen keeps only its digest (UX.md §5). */
export function RevealedNumber(props: {
  readonly revealId: string;
  readonly name: string;
  readonly doneWords: string;
  /** What to do when it can no longer be shown. */
  readonly goneWords: string;
  readonly onDone: () => void;
}) {
  const { t } = useManagerCopy();
  const kitchen = useKitchen();
  const { revealId } = props;
  const [revealed, setRevealed] = useState<Revealed>({ kind: "asking" });
  // The kitchen gives it once: a second asking, from a repeated effect, would get nothing.
  const askedId = useRef<string | null>(null);
  useEffect(() => {
    if (askedId.current === revealId) return;
    askedId.current = revealId;
    const ask = async () => {
      const answer = await fetchRevealed(kitchen, revealId);
      setRevealed(answer?.kind === "number" ? { kind: "number", number: answer.number } : { kind: "gone" });
    };
    void ask();
  }, [kitchen, revealId]);
  return (
    <div className={styles.frame}>
      {revealed.kind === "asking" ? <p role="status">{t("shared.loading")}</p> : null}
      {revealed.kind === "gone" ? <p role="alert">{props.goneWords}</p> : null}
      {revealed.kind === "number" ? (
        <>
          <p>{t("people.number.of", { name: props.name })}</p>
          <output className={styles.number} aria-label={t("people.number.label")}>
            {`${revealed.number.slice(0, 3)} ${revealed.number.slice(3)}`}
          </output>
          <p>{t("people.number.once")}</p>
        </>
      ) : null}
      <Button kind="primary" size="small" onPress={props.onDone}>
        {props.doneWords}
      </Button>
    </div>
  );
}
