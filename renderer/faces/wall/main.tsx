import "#renderer/ui/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { present } from "#kernel/assert.ts";
import { KitchenProvider } from "#renderer/client/kitchen-context.tsx";
import { openKitchen } from "#renderer/client/kitchen.ts";
import { reportPainted } from "#renderer/client/shell.ts";
import { CopyProvider } from "#renderer/copy/use-copy.tsx";
import { WallFace } from "./face.tsx";
import { reloadForNewBuild } from "./new-build.ts";
import { wallSettings, type WallSettings } from "./settings.ts";
import { createWallCopy } from "./words.ts";

const SETTINGS_KEY = "bergizi.wall.settings";
const copy = createWallCopy();

const kitchen = await openKitchen({ face: "wall", deviceName: copy.t("wall.title"), version: __APP_VERSION__ });
const { settings, advice } = wallSettings({ search: location.search, stored: readSettings() });
keepSettings(settings);
reloadForNewBuild(kitchen);

createRoot(present(document.getElementById("face"), "the page's root")).render(
  <StrictMode>
    <KitchenProvider kitchen={kitchen}>
      <CopyProvider copy={copy}>
        <WallFace settings={settings} advice={advice} keepSettings={keepSettings} />
      </CopyProvider>
    </KitchenProvider>
  </StrictMode>,
);
reportPainted();

function readSettings(): string | null {
  try {
    return localStorage.getItem(SETTINGS_KEY);
  } catch {
    return null;
  }
}

function keepSettings(kept: WallSettings): void {
  try {
    localStorage.setItem(SETTINGS_KEY, JSON.stringify(kept));
  } catch {
    // Without a disk the wall keeps its settings until it is loaded again.
  }
}
