import { useEffect, useMemo, useSyncExternalStore } from "react";
import { KitchenProvider, useKitchen } from "#renderer/client/kitchen-context.tsx";
import type { Kitchen } from "#renderer/client/kitchen.ts";
import { useConnectionState } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { CopyProvider } from "#renderer/copy/use-copy.tsx";
import { terminalRosterRef } from "#renderer/domains/attendance/attendance-refs.ts";
import { cardEnrolmentRef } from "#renderer/domains/people/people-refs.ts";
import { PreferencesProvider, usePreferences } from "#renderer/ui/device-preferences.tsx";
import { LiveRegion } from "#renderer/ui/live-region.tsx";
import { listenToKeys } from "./input/window-keys.ts";
import { PairingScreen, RefusedScreen, UnpairedScreen } from "./screens/gate-screen.tsx";
import { DeskScreen } from "./screens/desk-screen.tsx";
import { TerminalProvider, useTerminal, type TerminalParts } from "./terminal-context.tsx";
import { useNewBuild } from "./use-new-build.ts";
import { createTerminalCopy } from "./words.ts";

/** The front desk's terminal, as one tree. */
export function TerminalFace(props: { readonly kitchen: Kitchen; readonly parts: TerminalParts }) {
  return (
    <KitchenProvider kitchen={props.kitchen}>
      <PreferencesProvider face="attendance">
        <Words>
          <LiveRegion>
            <TerminalProvider parts={props.parts}>
              <Gate />
            </TerminalProvider>
          </LiveRegion>
        </Words>
      </PreferencesProvider>
    </KitchenProvider>
  );
}

function Words(props: { readonly children: React.ReactNode }) {
  const { language } = usePreferences();
  const copy = useMemo(() => createTerminalCopy(language), [language]);
  return <CopyProvider copy={copy}>{props.children}</CopyProvider>;
}

/** What must be true before people pass: a token the kitchen knows. */
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

/** Every input at once: keys of a reader or a keyboard, the camera's codes (wired in `main.tsx`), the keypad on the screen. */
function Work() {
  const { runtime } = useKitchen();
  const { desk, flow, badges, enrolment } = useTerminal();
  const { language, setLanguage } = usePreferences();
  const roster = useLiveQuery(terminalRosterRef, {}, { isKeptOnDisk: true });
  const waited = useLiveQuery(cardEnrolmentRef, {});
  useNewBuild();
  // What was waited for before a cut may be over by now: only a live answer counts.
  const waiting = waited.status === "live" ? (waited.rows[0] ?? null) : null;
  useEffect(() => enrolment.take(waiting), [enrolment, waiting]);
  useEffect(() => {
    if (roster.status !== "loading") badges.take(roster.rows);
  }, [badges, roster]);
  useEffect(
    () =>
      listenToKeys(runtime.after, {
        ...desk,
        correction: () => flow.start("correction"),
        clear: () => {
          desk.clear();
          desk.closeCard();
        },
        language: () => setLanguage(language === "id" ? "en" : "id"),
      }),
    [runtime, desk, flow, language, setLanguage],
  );
  return <DeskScreen roster={roster} />;
}
