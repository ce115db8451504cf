import { useState } from "react";
import type { Station } from "#kernel/access.ts";
import { useConnectionState } from "#renderer/client/use-link.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { usePreferences } from "#renderer/faces/tablet/device/preferences.tsx";
import { WipeLock } from "#renderer/faces/tablet/device/wipe-lock.tsx";
import { Frame } from "#renderer/faces/tablet/frame/frame.tsx";
import { useGo } from "#renderer/faces/tablet/use-address.ts";
import { ChoiceChips } from "#renderer/ui/choice-chips.tsx";
import styles from "./screens.module.css";

/** The tablet itself: wiping, language, colours, hand. Choices of the device, not of a person. */
export function SettingsScreen(props: { readonly station: Station }) {
  const copy = useTabletCopy();
  const go = useGo();
  const { language, themeChoice, hand, change } = usePreferences();
  const { welcome } = useConnectionState();
  const [isWiping, setWiping] = useState(false);
  return (
    <Frame
      station={props.station}
      hasRail
      primary={{
        label: copy.t("tablet.device.wipe"),
        icon: "hand",
        onPress: () => setWiping(true),
      }}
      secondary={{
        label: copy.t("shared.verb.back"),
        icon: "arrow-left",
        onPress: () => go({ screen: "tasks", station: props.station, page: 0 }),
      }}
    >
      <div className={styles["settings"]}>
        <h1>{copy.t("tablet.device.title")}</h1>
        {welcome === null ? null : (
          <p>
            {copy.t("tablet.device.name", {
              name: welcome.deviceName,
              station: copy.t(`shared.station.${welcome.station ?? props.station}`),
            })}{" "}
            · {copy.t("tablet.device.build", { build: welcome.build })}
          </p>
        )}
        <ChoiceChips
          legend={copy.t("tablet.device.language")}
          choices={[
            { value: "id", label: copy.t("shared.language.indonesian") },
            { value: "en", label: copy.t("shared.language.english") },
          ]}
          chosen={language}
          onChoose={(value) => change({ language: value })}
        />
        <ChoiceChips
          legend={copy.t("tablet.device.theme")}
          choices={[
            { value: "light", label: copy.t("shared.theme.light") },
            { value: "dark", label: copy.t("shared.theme.dark") },
            { value: "night", label: copy.t("tablet.device.theme-night") },
          ]}
          chosen={themeChoice}
          onChoose={(value) => change({ themeChoice: value })}
        />
        <ChoiceChips
          legend={copy.t("tablet.device.hand")}
          choices={[
            { value: "left", label: copy.t("tablet.device.hand-left") },
            { value: "right", label: copy.t("tablet.device.hand-right") },
          ]}
          chosen={hand}
          onChoose={(value) => change({ hand: value })}
        />
      </div>
      {isWiping ? <WipeLock onOver={() => setWiping(false)} /> : null}
    </Frame>
  );
}
