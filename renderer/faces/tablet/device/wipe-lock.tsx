import { useEffect, useRef, useState } from "react";
import { SECOND_MS } from "#kernel/time.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import styles from "./wipe-lock.module.css";

/** UX.md §3.3: “Lap layar” locks touch for this long. */
export const WIPE_LOCK_MS = 15 * SECOND_MS;

/** Covers everything so that a cloth presses nothing; it opens by itself. */
export function WipeLock(props: { readonly onOver: () => void }) {
  const { onOver } = props;
  const copy = useTabletCopy();
  const { runtime } = useKitchen();
  const dialog = useRef<HTMLDialogElement>(null);
  const [leftSeconds, setLeftSeconds] = useState(WIPE_LOCK_MS / SECOND_MS);
  useEffect(() => {
    dialog.current?.showModal();
    const endMs = runtime.monotonicMs() + WIPE_LOCK_MS;
    let cancel = () => {};
    const tick = () => {
      const leftMs = endMs - runtime.monotonicMs();
      setLeftSeconds(Math.max(0, Math.ceil(leftMs / SECOND_MS)));
      if (leftMs <= 0) onOver();
      else cancel = runtime.after(Math.min(leftMs, 250), tick);
    };
    tick();
    return () => cancel();
  }, [onOver, runtime]);
  return (
    <dialog ref={dialog} className={styles["lock"]} onCancel={(event) => event.preventDefault()}>
      <p className={styles["words"]}>{copy.t("tablet.device.wiping")}</p>
      <p className={styles["left"]}>{copy.t("tablet.device.wiping-left", { seconds: leftSeconds })}</p>
    </dialog>
  );
}
