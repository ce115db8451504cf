import type { RefObject } from "react";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { Button } from "#renderer/ui/button.tsx";
import styles from "./frame.module.css";
import type { Overflow } from "./use-overflow.ts";

/** What stays in sight of the part before, so that the eye finds its place. */
const KEPT_PX = 96;

/**
 * Turns a screen that is taller than the display by one target instead of a swipe: down while there is more, back up at
 * its end. On 1280×800 every screen fits and this is not shown.
 */
export function PageDown(props: { readonly overflow: Overflow; readonly main: RefObject<HTMLElement | null> }) {
  const copy = useTabletCopy();
  const { overflow, main } = props;
  if (overflow === "none") return null;
  const isDown = overflow === "below";
  return (
    <Button
      size="large"
      className={styles["pageDown"] ?? ""}
      icon={isDown ? "arrow-down" : "arrow-up"}
      label={copy.t(isDown ? "tablet.face.page-down" : "tablet.face.page-up")}
      onPress={() => {
        const screen = main.current;
        if (screen === null) return;
        if (isDown) screen.scrollBy({ top: screen.clientHeight - KEPT_PX });
        else screen.scrollTo({ top: 0 });
      }}
    >
      {null}
    </Button>
  );
}
