import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { PERSONAL_NUMBER_DIGITS_COUNT } from "./use-signing.ts";
import styles from "./acts.module.css";

/** Six dots that fill: the digits themselves are never shown. */
export function NumberDots(props: {
  readonly title: string;
  readonly typedCount: number;
  readonly note: string | null;
}) {
  const copy = useTabletCopy();
  return (
    <div className={styles["signature"]}>
      <p className={styles["signatureTitle"]}>{props.title}</p>
      <p className={styles["dots"]} role="img" aria-label={copy.t("acts.signature.dots", { count: props.typedCount })}>
        {Array.from({ length: PERSONAL_NUMBER_DIGITS_COUNT }, (_, index) => (
          <span key={`dot-${String(index)}`} data-filled={index < props.typedCount} />
        ))}
      </p>
      {props.note === null ? null : <p>{props.note}</p>}
    </div>
  );
}
