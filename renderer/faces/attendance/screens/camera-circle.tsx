import { useEffect, useRef } from "react";
import { useSignal, useTerminal } from "#renderer/faces/attendance/terminal-context.tsx";
import { useTerminalCopy } from "#renderer/faces/attendance/words.ts";
import { Icon } from "#renderer/ui/icon.tsx";
import styles from "./desk-screen.module.css";

/** What the camera sees, mirrored as people know themselves; a dead camera says so and that nothing depends on it. */
export function CameraCircle() {
  const { t } = useTerminalCopy();
  const { camera, booth } = useTerminal();
  const state = useSignal(camera.state);
  const shutterCount = useSignal(booth.shutterCount);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state !== "on") return undefined;
    box.current?.append(camera.video);
    // A video taken out of the page stops; it goes on where it is put back.
    camera.video.play().catch(() => undefined);
    return () => camera.video.remove();
  }, [state, camera]);
  return (
    <div
      ref={box}
      className={styles["circle"]}
      data-state={`camera-${state}`}
      role="img"
      aria-label={t("attendance.camera.label")}
    >
      {state === "on" ? null : (
        <div className={styles["off"]}>
          <Icon name={state === "off" ? "ban" : "hourglass"} sizeEm={2.4} />
          <span>{state === "off" ? t("attendance.camera.off") : t("attendance.idle.loading")}</span>
        </div>
      )}
      {shutterCount > 0 ? <div key={shutterCount} className={styles["shutter"]} /> : null}
    </div>
  );
}
