import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { present } from "#kernel/assert.ts";
import { openKitchen } from "#renderer/client/kitchen.ts";
import { keepPageOnDevice } from "#renderer/client/offline/register.ts";
import { browserKeyValueStore } from "#renderer/client/snapshots.ts";
import "#renderer/ui/base.css";
import { createActivity } from "./device/activity.ts";
import { watchOwnBuild } from "./device/own-build.ts";
import { SOUND_PATHS } from "./device/sounds.ts";
import { keepAwake } from "./device/wake-lock.ts";
import { TabletFace } from "./face.tsx";
import { createStationPeople } from "./people/station-people.ts";
import "./tablet.css";

const DEVICE_NAME = "Tablet";

const kitchen = await openKitchen({ face: "tablet", deviceName: DEVICE_NAME, version: __APP_VERSION__ });
const activity = createActivity(kitchen.runtime);
const people = createStationPeople({ kitchen, store: browserKeyValueStore(localStorage), activity });
const parts = { people, activity, ownBuild: watchOwnBuild(kitchen.connection) };
createRoot(present(document.getElementById("face"), "the page's root")).render(
  <StrictMode>
    <TabletFace kitchen={kitchen} parts={parts} />
  </StrictMode>,
);
keepAwake();
keepPageOnDevice("/tablet", SOUND_PATHS);
