import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { AlertsPage } from "./alerts/alerts-page.tsx";
import { DevicesPage } from "./devices/devices-page.tsx";
import { BatchPage } from "./kitchen/batch-page.tsx";
import { ChangeBatchPage } from "./kitchen/change-batch-page.tsx";
import { ImportPage } from "./kitchen/import-page.tsx";
import { KitchenPage } from "./kitchen/kitchen-page.tsx";
import { PlanPage } from "./kitchen/plan-page.tsx";
import { PeoplePage } from "./people/people-page.tsx";
import { StaffPage } from "./people/staff-page.tsx";
import { QUALITY_TABS, type QualityTab } from "./quality/tabs.ts";
import { LaterPage, NotFoundPage } from "./shell/later-page.tsx";
import { ManagerShell } from "./shell/manager-shell.tsx";
import { PAGES } from "./shell/pages.ts";
import { SystemPage } from "./system/system-page.tsx";
import { TodayPage } from "./today/today-page.tsx";

/** The service day a page shows, when it is not today. */
interface DaySearch {
  readonly hari?: string | undefined;
}

function daySearch(search: Record<string, unknown>): DaySearch {
  const { hari } = search;
  return typeof hari === "string" && /^\d{4}-\d{2}-\d{2}$/.test(hari) ? { hari } : {};
}

const root = createRootRoute({ component: ManagerShell, notFoundComponent: NotFoundPage });
const at = <const Path extends string>(path: Path, component: () => React.ReactNode) =>
  createRoute({ getParentRoute: () => root, path, component });

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/hari-ini", replace: true });
  },
});
const today = at("/hari-ini", TodayPage);
export const kitchenRoute = createRoute({
  getParentRoute: () => root,
  path: "/dapur",
  component: KitchenPage,
  validateSearch: daySearch,
});
export const planRoute = createRoute({
  getParentRoute: () => root,
  path: "/dapur/rencana",
  component: PlanPage,
  validateSearch: daySearch,
});
export const importRoute = createRoute({
  getParentRoute: () => root,
  path: "/dapur/impor",
  component: ImportPage,
  validateSearch: daySearch,
});
const batch = at("/dapur/kloter/$batchId", BatchPage);
const changeBatch = at("/dapur/kloter/$batchId/ubah", ChangeBatchPage);
export const qualityRoute = createRoute({
  getParentRoute: () => root,
  path: "/mutu",
  // The charts' drawing library comes with the page that needs it.
  component: lazyRouteComponent(() => import("./quality/quality-page.tsx"), "QualityPage"),
  validateSearch: (search): DaySearch & { readonly bagian?: QualityTab | undefined } => {
    const tab = QUALITY_TABS.find((candidate) => candidate === search["bagian"]);
    return { ...daySearch(search), ...(tab === undefined ? {} : { bagian: tab }) };
  },
});
const alerts = at("/peringatan", AlertsPage);
const alert = at("/peringatan/$alertId", AlertsPage);
const people = at("/orang", PeoplePage);
const staff = at("/orang/$staffId", StaffPage);
const honor = createRoute({
  getParentRoute: () => root,
  path: "/orang/honor",
  // Few ever open it: its pages come when asked for.
  component: lazyRouteComponent(() => import("./honor/honor-page.tsx"), "HonorPage"),
});
const payPeriod = createRoute({
  getParentRoute: () => root,
  path: "/orang/honor/$payPeriodId",
  component: lazyRouteComponent(() => import("./honor/pay-period-page.tsx"), "PayPeriodPage"),
});
const devices = at("/perangkat", DevicesPage);
const system = at("/sistem", SystemPage);
const laterPages = PAGES.filter((page) => !page.isOpen).map((page) => at(page.path, LaterPage));

export const managerRouter = createRouter({
  routeTree: root.addChildren([
    home,
    today,
    kitchenRoute,
    planRoute,
    importRoute,
    batch,
    changeBatch,
    qualityRoute,
    alerts,
    alert,
    people,
    honor,
    payPeriod,
    staff,
    devices,
    system,
    ...laterPages,
  ]),
  basepath: "/manager",
  defaultPreload: false,
  scrollRestoration: false,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof managerRouter;
  }
}
