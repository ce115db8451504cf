import { useEffect, useState, useSyncExternalStore } from "react";
import { useConnectionState, useKitchenTime, useLink } from "#renderer/client/use-link.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { LiveRegion } from "#renderer/ui/live-region.tsx";
import { wallType, type TooSmallAdvice } from "./legibility.ts";
import { PanelBoundary } from "./panel-boundary.tsx";
import { QuietPage } from "./quiet-page.tsx";
import { themeAt, type WallSettings } from "./settings.ts";
import { useBurnInShift, useStageScale } from "./use-screen.ts";
import styles from "./wall.module.css";
import { createSoundPlayer, type SoundPlayer } from "./sound-player.ts";
import { createWallDesk, type WallDesk } from "./wall-desk.ts";
import { WallPage } from "./wall-page.tsx";
import { useWallCopy, type Wording } from "./words.ts";

/** The wall: no touch, never blank, always in Bahasa Indonesia (UX.md §3.1). */
export function WallFace(props: {
  readonly settings: WallSettings;
  readonly advice: TooSmallAdvice | null;
  readonly keepSettings: (settings: WallSettings) => void;
}) {
  const { runtime, commands, memory } = useKitchen();
  const { nowMs, timeZone } = useKitchenTime();
  const copy = useWallCopy();
  const units = useUnits();
  const wording: Wording = { copy, units, timeZone };
  const [desk] = useState(() =>
    createWallDesk({
      runtime,
      commands,
      wording: () => wording,
      settings: props.settings,
      keepSettings: props.keepSettings,
    }),
  );
  const [player] = useState(() => createSoundPlayer(runtime));
  const { settings } = useSyncExternalStore(desk.state.subscribe, desk.state.get);
  const theme = themeAt(settings, nowMs, timeZone);
  const scale = useStageScale();
  const shift = useBurnInShift();
  const { f20Px, f16Px } = wallType(settings);
  useEffect(() => {
    document.documentElement.dataset["theme"] = theme;
  }, [theme]);
  const sizes = { "--f20": `${f20Px}px`, "--f16": `${f16Px}px` } as React.CSSProperties; // custom properties are not in React's type
  const broken = (
    <QuietPage
      nowMs={nowMs}
      siteName={memory.site()?.siteName ?? copy.t("shared.brand")}
      sentence={copy.t("wall.panel.failed", { code: "W01" })}
      wording={wording}
    />
  );
  return (
    <div className={styles.viewport}>
      <div className={styles.stage} style={{ ...sizes, transform: `translate(-50%, -50%) scale(${scale})` }}>
        <div className={styles.shift} style={{ transform: shift }}>
          <LiveRegion>
            <PanelBoundary fallback={broken}>
              <WallContent {...{ desk, player, wording, theme, nowMs }} advice={props.advice} />
            </PanelBoundary>
          </LiveRegion>
        </div>
      </div>
    </div>
  );
}

function WallContent(props: {
  readonly desk: WallDesk;
  readonly player: SoundPlayer;
  readonly wording: Wording;
  readonly theme: "light" | "dark";
  readonly advice: TooSmallAdvice | null;
  readonly nowMs: number;
}) {
  const { wording, nowMs } = props;
  const { t } = wording.copy;
  const { memory, pairing } = useKitchen();
  const connection = useConnectionState();
  const link = useLink();
  const pairingState = useSyncExternalStore(pairing.state.subscribe, pairing.state.get);
  const siteName = connection.welcome?.siteName ?? memory.site()?.siteName ?? t("shared.brand");
  const quiet = { nowMs, siteName, wording };
  if (memory.deviceToken() === null) {
    if (pairingState.phase === "waiting") {
      return <QuietPage {...quiet} sentence={t("shared.pairing.waiting")} code={pairingState.matchCode} />;
    }
    const isAsking = pairingState.phase === "asking";
    return (
      <QuietPage
        {...quiet}
        sentence={isAsking ? t("shared.pairing.asking") : t("shared.pairing.unpaired")}
        detail={t("shared.pairing.how")}
      />
    );
  }
  switch (connection.refusal) {
    case "revoked":
    case "unknown-device":
      return <QuietPage {...quiet} sentence={t("wall.revoked")} />;
    case "suspended":
      return <QuietPage {...quiet} sentence={t("wall.suspended")} />;
    case "unsupported":
      return <QuietPage {...quiet} sentence={t("wall.unsupported")} />;
    case "replaced":
      return <QuietPage {...quiet} sentence={t("wall.replaced")} />;
    case null:
      break;
  }
  const advice = props.advice === null ? null : t("wall.too-small", { ...props.advice });
  return <WallPage {...props} wording={wording} link={link} advice={advice} />;
}
