import { useEffect, useRef } from "react";
import { useTerminal } from "#renderer/faces/attendance/terminal-context.tsx";
import { useTerminalCopy } from "#renderer/faces/attendance/words.ts";
import { useAnnounce } from "#renderer/ui/live-region.tsx";
import styles from "./result-card.module.css";

/** UX.md §3.2: names longer than this are set smaller. */
const NAME_LARGE_MAX_COUNT = 20;

export type CardTone = "ok" | "info" | "warn" | "text" | "unknown";

/** The card itself: its tone, the name, the picture just taken. A touch anywhere keeps it for ten seconds. */
export function CardFrame(props: {
  readonly state: string;
  readonly tone: CardTone;
  readonly picture: HTMLCanvasElement | null;
  readonly name: string | null;
  /** Read out at once. */
  readonly spoken: string;
  readonly children: React.ReactNode;
}) {
  const { desk } = useTerminal();
  const { name, spoken } = props;
  const announce = useAnnounce();
  useEffect(() => announce(name === null ? spoken : `${name}. ${spoken}`, "assertive"), [announce, name, spoken]);
  const isLong = (name?.length ?? 0) > NAME_LARGE_MAX_COUNT;
  return (
    <section className={styles["card"]} data-state={props.state} data-tone={props.tone} onPointerUp={desk.touchCard}>
      <div className={styles["head"]}>
        {name === null ? null : (
          <h2 className={styles["name"]} data-long={isLong}>
            {name}
          </h2>
        )}
        {props.picture === null ? null : <Picture canvas={props.picture} />}
      </div>
      {props.children}
    </section>
  );
}

/** The picture as it was taken, before it is anywhere else. */
function Picture({ canvas }: { readonly canvas: HTMLCanvasElement }) {
  const { t } = useTerminalCopy();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.replaceChildren(canvas);
  }, [canvas]);
  return <div ref={box} className={styles["picture"]} role="img" aria-label={t("attendance.camera.label")} />;
}
