import { createRootRoute, createRoute, createRouter, redirect } from "@tanstack/react-router";
import { FOOD_CATEGORIES, type FoodCategory } from "#kernel/food-words.ts";
import { AlertsPage } from "./alerts/alerts-page.tsx";
import { CloseDayPage } from "./day/close-day-page.tsx";
import { DevicesPage } from "./devices/devices-page.tsx";
import { APPROVAL_KINDS, type ApprovalKind } from "./attendance/approvals.ts";
import { BOARD_FILTERS, type BoardFilter } from "./attendance/board-filters.ts";
import { BatchPage } from "./kitchen/batch-page.tsx";
import { ChangeBatchPage } from "./kitchen/change-batch-page.tsx";
import { ImportPage } from "./kitchen/import-page.tsx";
import { KitchenPage } from "./kitchen/kitchen-page.tsx";
import { PlanPage } from "./kitchen/plan-page.tsx";
import { PeopleImportPage } from "./people/people-import-page.tsx";
import { PeoplePage } from "./people/people-page.tsx";
import { StaffPage } from "./people/staff-page.tsx";
import { QUALITY_TABS, type QualityTab } from "./quality/tabs.ts";
import { REVIEW_FILTERS } from "./reviews/review-filters.ts";
import { BrokenPage, lazyPage as lazyRouteComponent } from "./shell/lazy-page.tsx";
import { LaterPage, NotFoundPage } from "./shell/later-page.tsx";
import { ManagerShell } from "./shell/manager-shell.tsx";
import { PAGES } from "./shell/pages.ts";
import { STOCK_TABS, type StockTab } from "./stock/tabs.ts";
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

/** The month on show, one division of it, and the day of one person that is open. */
interface MonthSearch {
  readonly bulan?: string | undefined;
  readonly divisi?: string | undefined;
  readonly orang?: string | undefined;
  readonly tanggal?: string | undefined;
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const DIVISION_CODE = /^[a-z0-9-]{1,40}$/;

/** A member of the address as far as it can be read; what cannot is left out. */
function matching<const Key extends string>(
  search: Record<string, unknown>,
  key: Key,
  pattern: RegExp,
): { readonly [Name in Key]?: string } {
  const value = search[key];
  return typeof value === "string" && pattern.test(value) ? ({ [key]: value } as { [Name in Key]: string }) : {}; // just matched
}

function monthSearch(search: Record<string, unknown>): MonthSearch {
  return {
    ...matching(search, "bulan", MONTH),
    ...matching(search, "divisi", DIVISION_CODE),
    ...matching(search, "orang", /^staff_[0-9a-f]{32}$/),
    ...matching(search, "tanggal", /^\d{4}-\d{2}-\d{2}$/),
  };
}

/** What the list of foods is searched for, its category and its page. */
interface FoodsSearch {
  readonly cari?: string | undefined;
  readonly golongan?: FoodCategory | undefined;
  readonly hal?: number | undefined;
}

function foodsSearch(search: Record<string, unknown>): FoodsSearch {
  const { cari, golongan, hal } = search;
  const category = FOOD_CATEGORIES.find((known) => known === golongan);
  const isPage = typeof hal === "number" && Number.isSafeInteger(hal) && hal > 1 && hal <= 1_000;
  return {
    // A search of digits comes back from the address as a number.
    ...((typeof cari === "string" || typeof cari === "number") && { cari: String(cari).slice(0, 60) }),
    ...(category !== undefined && { golongan: category }),
    ...(isPage && { hal }),
  };
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
export const closeDayRoute = createRoute({
  getParentRoute: () => root,
  path: "/dapur/tutup",
  component: CloseDayPage,
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
const peopleImport = at("/orang/impor", PeopleImportPage);
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
export const boardRoute = createRoute({
  getParentRoute: () => root,
  path: "/orang/hadir",
  component: lazyRouteComponent(() => import("./attendance/board-page.tsx"), "BoardPage"),
  validateSearch: (search): DaySearch & { readonly saring?: BoardFilter | undefined } => {
    const saring = BOARD_FILTERS.find((candidate) => candidate === search["saring"]);
    return { ...daySearch(search), ...(saring === undefined ? {} : { saring }) };
  },
});
export const rosterRoute = createRoute({
  getParentRoute: () => root,
  path: "/orang/jadwal",
  component: lazyRouteComponent(() => import("./attendance/roster-page.tsx"), "RosterPage"),
  validateSearch: (search): { readonly minggu?: string | undefined; readonly divisi?: string | undefined } => ({
    ...matching(search, "minggu", /^\d{4}-\d{2}-\d{2}$/),
    ...matching(search, "divisi", DIVISION_CODE),
  }),
});
export const approvalsRoute = createRoute({
  getParentRoute: () => root,
  path: "/orang/persetujuan",
  component: lazyRouteComponent(() => import("./attendance/approvals-page.tsx"), "ApprovalsPage"),
  validateSearch: (search): { readonly jenis?: ApprovalKind | undefined } => {
    const jenis = APPROVAL_KINDS.find((candidate) => candidate === search["jenis"]);
    return jenis === undefined ? {} : { jenis };
  },
});
const reviews = createRoute({
  getParentRoute: () => root,
  path: "/orang/penilaian",
  component: lazyRouteComponent(() => import("./reviews/reviews-page.tsx"), "ReviewsPage"),
  validateSearch: (
    search,
  ): {
    readonly status?: (typeof REVIEW_FILTERS)[number] | undefined;
    readonly divisi?: string | undefined;
    readonly bulan?: string | undefined;
  } => {
    const status = REVIEW_FILTERS.find((candidate) => candidate === search["status"]);
    return {
      ...matching(search, "divisi", DIVISION_CODE),
      ...matching(search, "bulan", MONTH),
      ...(status === undefined ? {} : { status }),
    };
  },
});
const review = createRoute({
  getParentRoute: () => root,
  path: "/orang/penilaian/$reviewId",
  component: lazyRouteComponent(() => import("./reviews/review-page.tsx"), "ReviewPage"),
});
const ownReviews = createRoute({
  getParentRoute: () => root,
  path: "/penilaian-saya",
  component: lazyRouteComponent(() => import("./reviews/own-reviews-page.tsx"), "OwnReviewsPage"),
});
const certificates = createRoute({
  getParentRoute: () => root,
  path: "/orang/sertifikat",
  component: lazyRouteComponent(() => import("./people/certificates-page.tsx"), "CertificatesPage"),
});
export const statisticsRoute = createRoute({
  getParentRoute: () => root,
  path: "/orang/statistik",
  component: lazyRouteComponent(() => import("./attendance/statistics-page.tsx"), "StatisticsPage"),
  validateSearch: (search): { readonly bulan?: string | undefined } => matching(search, "bulan", MONTH),
});
export const monthRoute = createRoute({
  getParentRoute: () => root,
  path: "/orang/bulan",
  component: lazyRouteComponent(() => import("./attendance/month-page.tsx"), "MonthPage"),
  validateSearch: monthSearch,
});
const menu = createRoute({
  getParentRoute: () => root,
  path: "/menu",
  beforeLoad: () => {
    throw redirect({ to: "/menu/kalender", replace: true });
  },
});
export const menuCalendarRoute = createRoute({
  getParentRoute: () => root,
  path: "/menu/kalender",
  component: lazyRouteComponent(() => import("./menu/calendar-page.tsx"), "CalendarPage"),
  validateSearch: (search): { readonly mulai?: string | undefined } => matching(search, "mulai", /^\d{4}-\d{2}-\d{2}$/),
});
const menuDay = createRoute({
  getParentRoute: () => root,
  path: "/menu/hari/$serviceDate",
  component: lazyRouteComponent(() => import("./menu/menu-day-page.tsx"), "MenuDayPage"),
});
const menuList = createRoute({
  getParentRoute: () => root,
  path: "/menu/daftar",
  component: lazyRouteComponent(() => import("./menu/menus-page.tsx"), "MenusPage"),
});
const menuForm = createRoute({
  getParentRoute: () => root,
  path: "/menu/daftar/$menuId",
  component: lazyRouteComponent(() => import("./menu/menu-page.tsx"), "MenuPage"),
});
const recipeList = createRoute({
  getParentRoute: () => root,
  path: "/menu/resep",
  component: lazyRouteComponent(() => import("./menu/recipes-page.tsx"), "RecipesPage"),
});
const recipeForm = createRoute({
  getParentRoute: () => root,
  path: "/menu/resep/$recipeId",
  component: lazyRouteComponent(() => import("./menu/recipe-page.tsx"), "RecipePage"),
});
export const foodsRoute = createRoute({
  getParentRoute: () => root,
  path: "/menu/bahan",
  component: lazyRouteComponent(() => import("./menu/foods-page.tsx"), "FoodsPage"),
  validateSearch: foodsSearch,
});
const addFood = createRoute({
  getParentRoute: () => root,
  path: "/menu/bahan/baru",
  component: lazyRouteComponent(() => import("./menu/food-page.tsx"), "AddFoodPage"),
});
const foodImport = createRoute({
  getParentRoute: () => root,
  path: "/menu/bahan/impor",
  component: lazyRouteComponent(() => import("./menu/food-import-page.tsx"), "FoodImportPage"),
});
const food = createRoute({
  getParentRoute: () => root,
  path: "/menu/bahan/$ingredientId",
  component: lazyRouteComponent(() => import("./menu/food-page.tsx"), "FoodPage"),
});
export const stockRoute = createRoute({
  getParentRoute: () => root,
  path: "/gudang",
  component: lazyRouteComponent(() => import("./stock/stock-page.tsx"), "StockPage"),
  validateSearch: (search): { readonly bagian?: StockTab | undefined } => {
    const bagian = STOCK_TABS.find((candidate) => candidate === search["bagian"]);
    return bagian === undefined ? {} : { bagian };
  },
});
export const stockItemRoute = createRoute({
  getParentRoute: () => root,
  path: "/gudang/barang/$itemId",
  component: lazyRouteComponent(() => import("./stock/item-page.tsx"), "ItemPage"),
});
const buyingOrders = at(
  "/belanja",
  lazyRouteComponent(() => import("./buying/orders-page.tsx"), "OrdersPage"),
);
const newOrder = at(
  "/belanja/pesanan/baru",
  lazyRouteComponent(() => import("./buying/new-order-page.tsx"), "NewOrderPage"),
);
const order = at(
  "/belanja/pesanan/$orderId",
  lazyRouteComponent(() => import("./buying/order-page.tsx"), "OrderPage"),
);
const needs = at(
  "/belanja/kebutuhan",
  lazyRouteComponent(() => import("./buying/needs-page.tsx"), "NeedsPage"),
);
const suppliers = at(
  "/belanja/pemasok",
  lazyRouteComponent(() => import("./buying/suppliers-page.tsx"), "SuppliersPage"),
);
const prices = at(
  "/belanja/harga",
  lazyRouteComponent(() => import("./buying/prices-page.tsx"), "PricesPage"),
);
const invoices = at(
  "/belanja/faktur",
  lazyRouteComponent(() => import("./buying/invoices-page.tsx"), "InvoicesPage"),
);
const expenses = at(
  "/belanja/pengeluaran",
  lazyRouteComponent(() => import("./buying/expenses-page.tsx"), "ExpensesPage"),
);
const budget = at(
  "/belanja/anggaran",
  lazyRouteComponent(() => import("./buying/budget-page.tsx"), "BudgetPage"),
);
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
    closeDayRoute,
    batch,
    changeBatch,
    qualityRoute,
    alerts,
    alert,
    people,
    honor,
    payPeriod,
    staff,
    peopleImport,
    boardRoute,
    rosterRoute,
    approvalsRoute,
    reviews,
    review,
    ownReviews,
    certificates,
    statisticsRoute,
    monthRoute,
    menu,
    menuCalendarRoute,
    menuDay,
    menuList,
    menuForm,
    recipeList,
    recipeForm,
    foodsRoute,
    addFood,
    foodImport,
    food,
    stockRoute,
    stockItemRoute,
    buyingOrders,
    newOrder,
    order,
    needs,
    suppliers,
    prices,
    invoices,
    expenses,
    budget,
    devices,
    system,
    ...laterPages,
  ]),
  basepath: "/manager",
  defaultErrorComponent: BrokenPage,
  defaultPreload: false,
  scrollRestoration: false,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof managerRouter;
  }
}
