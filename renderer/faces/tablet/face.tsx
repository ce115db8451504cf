import { useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import type { Station } from "#kernel/access.ts";
import { KitchenProvider, useKitchen } from "#renderer/client/kitchen-context.tsx";
import type { Kitchen } from "#renderer/client/kitchen.ts";
import { useConnectionState } from "#renderer/client/use-link.ts";
import { CopyProvider } from "#renderer/copy/use-copy.tsx";
import { LiveRegion } from "#renderer/ui/live-region.tsx";
import { HOME, type TabletAddress } from "./address.ts";
import { PreferencesProvider, usePreferences } from "./device/preferences.tsx";
import { ActRouter, SampleRouter } from "./screens/act-router.tsx";
import { AlertsScreen } from "./screens/alerts-screen.tsx";
import { BatchScreen } from "./screens/batch-screen.tsx";
import { PairingScreen, RefusedScreen, UnpairedScreen } from "./screens/gate-screen.tsx";
import { QueueScreen } from "./screens/queue-screen.tsx";
import { SettingsScreen } from "./screens/settings-screen.tsx";
import { TaskListScreen } from "./screens/task-list-screen.tsx";
import { StoreRouter } from "./store/store-router.tsx";
import { StoreHome } from "./store/store-home.tsx";
import { WhoScreen } from "./screens/who-screen.tsx";
import { TabletProvider, type TabletParts } from "./tablet-context.tsx";
import { useAddress, useGo } from "./use-address.ts";
import { createTabletCopy } from "./words.ts";

/** The tablet of a station, as one tree. */
export function TabletFace(props: { readonly kitchen: Kitchen; readonly parts: TabletParts }) {
  return (
    <KitchenProvider kitchen={props.kitchen}>
      <PreferencesProvider>
        <Words>
          <LiveRegion>
            <TabletProvider parts={props.parts}>
              <Gate />
            </TabletProvider>
          </LiveRegion>
        </Words>
      </PreferencesProvider>
    </KitchenProvider>
  );
}

function Words(props: { readonly children: React.ReactNode }) {
  const { language } = usePreferences();
  const copy = useMemo(() => createTabletCopy(language), [language]);
  return <CopyProvider copy={copy}>{props.children}</CopyProvider>;
}

/** What must be true before there is work: a token the kitchen knows. */
function Gate() {
  const { memory, pairing } = useKitchen();
  const { refusal } = useConnectionState();
  const state = useSyncExternalStore(pairing.state.subscribe, pairing.state.get);
  if (state.phase === "asking") return <PairingScreen matchCode={null} />;
  if (state.phase === "waiting") return <PairingScreen matchCode={state.matchCode} />;
  if (refusal !== null) return <RefusedScreen refusal={refusal} />;
  if (memory.deviceToken() === null) return <UnpairedScreen />;
  return <Work />;
}

function Work() {
  const address = useAddress();
  const go = useGo();
  const { welcome } = useConnectionState();
  // The station last looked at stays while a batch or a form is open.
  const station = useRef<Station>(welcome?.station ?? "cook");
  const isOwnTaken = useRef(false);
  if (!isOwnTaken.current && welcome?.station !== undefined && welcome.station !== null) {
    isOwnTaken.current = true;
    station.current = welcome.station;
  }
  if (address.screen === "tasks" && address.station !== null) station.current = address.station;
  const back = useBackAddress(address);
  return <Screen address={address} station={station.current} onBack={() => go(back)} />;
}

/** The last screen that was not the names: choosing who acts comes back to it. */
function useBackAddress(address: TabletAddress): TabletAddress {
  const last = useRef<TabletAddress>(HOME);
  useEffect(() => {
    if (address.screen !== "who") last.current = address;
  }, [address]);
  return last.current;
}

function Screen(props: { readonly address: TabletAddress; readonly station: Station; readonly onBack: () => void }) {
  const { address, station } = props;
  switch (address.screen) {
    case "tasks":
      if (station === "receive") return <StoreHome />;
      return <TaskListScreen station={station} page={address.page} />;
    case "batch":
      return <BatchScreen station={station} batchId={address.batchId} dishRunId={address.dishRunId} />;
    case "act":
      return <ActRouter key={address.act} station={station} {...address} />;
    case "sample":
      return <SampleRouter station={station} sampleId={address.sampleId} act={address.act} />;
    case "store":
      return <StoreRouter station={station} {...address} />;
    case "who":
      return <WhoScreen station={station} onBack={props.onBack} />;
    case "alerts":
      return <AlertsScreen station={station} />;
    case "queue":
      return <QueueScreen station={station} />;
    case "settings":
      return <SettingsScreen station={station} />;
  }
}
