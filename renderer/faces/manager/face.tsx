import { MantineProvider } from "@mantine/core";
import { RouterProvider } from "@tanstack/react-router";
import { useMemo, type ReactNode } from "react";
import { KitchenProvider } from "#renderer/client/kitchen-context.tsx";
import type { Kitchen } from "#renderer/client/kitchen.ts";
import { CopyProvider } from "#renderer/copy/use-copy.tsx";
import { LiveRegion } from "#renderer/ui/live-region.tsx";
import { SignProvider } from "./act/sign.tsx";
import { ToastProvider } from "./act/toasts.tsx";
import { PreferencesProvider, usePreferences } from "#renderer/ui/device-preferences.tsx";
import { managerRouter } from "./routes.tsx";
import { Gate } from "./shell/gate.tsx";
import { ServiceDayProvider } from "./shell/service-day.tsx";
import { pointerTheme } from "#renderer/ui/pointer-theme.ts";
import { createManagerCopy } from "./words.ts";

/** The manager's face, “Konsol”. */
export function ManagerFace(props: { readonly kitchen: Kitchen }) {
  return (
    <PreferencesProvider face="manager">
      <KitchenProvider kitchen={props.kitchen}>
        <Looks>
          <LiveRegion>
            <ToastProvider>
              <ServiceDayProvider>
                <Gate>
                  <SignProvider>
                    <RouterProvider router={managerRouter} />
                  </SignProvider>
                </Gate>
              </ServiceDayProvider>
            </ToastProvider>
          </LiveRegion>
        </Looks>
      </KitchenProvider>
    </PreferencesProvider>
  );
}

/** Words and colours of this device. Mantine writes no style of its own: `style-src 'self'` would refuse it. */
function Looks(props: { readonly children: ReactNode }) {
  const { language, theme } = usePreferences();
  const copy = useMemo(() => createManagerCopy(language), [language]);
  return (
    <MantineProvider
      theme={pointerTheme}
      forceColorScheme={theme}
      withCssVariables={false}
      withGlobalClasses={false}
      deduplicateCssVariables={false}
    >
      <CopyProvider copy={copy}>{props.children}</CopyProvider>
    </MantineProvider>
  );
}
