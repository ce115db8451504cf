import { createContext, useContext, useMemo, type ReactNode } from "react";
import { present } from "#kernel/assert.ts";
import type { ServiceDate } from "#kernel/service-date.ts";
import type { TimeZone } from "#kernel/time.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useConnectionState, useKitchenTime } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { siteProfileRef } from "#renderer/domains/site/site-refs.ts";
import { useServiceDateAt } from "#renderer/domains/site/use-service-date.ts";

/** The kitchen's day as every page shares it. */
export interface ServiceDay {
  readonly siteName: string;
  readonly timeZone: TimeZone;
  /** The service date of now. */
  readonly serviceDate: ServiceDate;
}

const ServiceDayContext = createContext<ServiceDay | null>(null);
/** The service date changes once a day: looking every ten seconds is soon enough. */
const LOOK_EVERY_MS = 10_000;

export function ServiceDayProvider(props: { readonly children: ReactNode }) {
  const { memory } = useKitchen();
  const { welcome } = useConnectionState();
  const { nowMs, timeZone } = useKitchenTime(LOOK_EVERY_MS);
  const { rows } = useLiveQuery(siteProfileRef, {});
  const siteName = rows[0]?.siteName ?? welcome?.siteName ?? memory.site()?.siteName ?? "";
  const serviceDate = useServiceDateAt(nowMs, timeZone);
  const day = useMemo(() => ({ siteName, timeZone, serviceDate }), [siteName, timeZone, serviceDate]);
  return <ServiceDayContext.Provider value={day}>{props.children}</ServiceDayContext.Provider>;
}

export function useServiceDay(): ServiceDay {
  return present(useContext(ServiceDayContext), "ServiceDayProvider");
}
