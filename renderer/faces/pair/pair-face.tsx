import { useEffect, useMemo, useRef, useState } from "react";
import { CopyProvider } from "#renderer/copy/use-copy.tsx";
import { PreferencesProvider, usePreferences } from "#renderer/ui/device-preferences.tsx";
import { LiveRegion } from "#renderer/ui/live-region.tsx";
import { browserPairing } from "./browser-pairing.ts";
import { createPairFlow, type PairFlow, type PairState } from "./pair-flow.ts";
import { PairPage } from "./pair-page.tsx";
import { createPairCopy } from "./words.ts";

/** The page a new device opens: its code, its name, a number to compare, then its face (UX.md §3.6). */
export function PairFace(props: { readonly secret: string | null }) {
  return (
    <PreferencesProvider face="pair">
      <Worded secret={props.secret} />
    </PreferencesProvider>
  );
}

function Worded(props: { readonly secret: string | null }) {
  const { language } = usePreferences();
  const copy = useMemo(() => createPairCopy(language), [language]);
  const [state, setState] = useState<PairState>({ kind: "form", refusal: null });
  const flow = useRef<PairFlow | null>(null);
  flow.current ??= createPairFlow({ ...browserPairing(), onChange: setState });
  useEffect(() => {
    // A code just scanned is a new beginning; without one an old request goes on waiting.
    if (props.secret === null) void flow.current?.resume();
  }, [props.secret]);
  return (
    <CopyProvider copy={copy}>
      <LiveRegion>
        <PairPage
          state={state}
          secret={props.secret}
          onRequest={(secret, name) => void flow.current?.request(secret, name)}
          onStartOver={() => flow.current?.startOver()}
        />
      </LiveRegion>
    </CopyProvider>
  );
}
