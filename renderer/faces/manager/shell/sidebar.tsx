import { Link } from "@tanstack/react-router";
import {
  CalendarClock,
  ChartColumn,
  ChefHat,
  ClipboardCheck,
  Monitor,
  Settings,
  ShoppingCart,
  Truck,
  Users,
  UtensilsCrossed,
  Warehouse,
  type LucideIcon,
} from "lucide-react";
import { useId } from "react";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { PAGES, type Page, type PageId } from "./pages.ts";
import styles from "./sidebar.module.css";

const ICON_BY_PAGE: Readonly<Record<Exclude<PageId, "alerts">, LucideIcon>> = {
  today: CalendarClock,
  menu: UtensilsCrossed,
  purchasing: ShoppingCart,
  stock: Warehouse,
  kitchen: ChefHat,
  quality: ClipboardCheck,
  distribution: Truck,
  people: Users,
  reports: ChartColumn,
  devices: Monitor,
  system: Settings,
};

/** One entry a page. A page this version does not have stays visible and says so (UX.md §1.8). */
export function Sidebar() {
  const { t } = useManagerCopy();
  return (
    <nav aria-label={t("manager.nav.title")}>
      <ul className={styles.list}>
        {PAGES.filter((page) => page.isInSidebar).map((page) => (
          <li key={page.id}>{page.isOpen ? <OpenEntry page={page} /> : <ClosedEntry page={page} />}</li>
        ))}
      </ul>
    </nav>
  );
}

function OpenEntry(props: { readonly page: Page }) {
  const { t } = useManagerCopy();
  const { page } = props;
  return (
    <Link to={page.path} className={styles.entry ?? ""} activeProps={{ "aria-current": "page" }}>
      <PageIcon page={page} />
      {t(`manager.nav.${page.id}`)}
    </Link>
  );
}

function ClosedEntry(props: { readonly page: Page }) {
  const { t } = useManagerCopy();
  const reasonId = useId();
  const { page } = props;
  return (
    <button type="button" className={styles.entry} aria-disabled aria-describedby={reasonId}>
      <PageIcon page={page} />
      <span className={styles.closed}>
        {t(`manager.nav.${page.id}`)}
        <span id={reasonId} className={styles.reason}>
          {t("manager.nav.later")}
        </span>
      </span>
    </button>
  );
}

function PageIcon(props: { readonly page: Page }) {
  const { id } = props.page;
  if (id === "alerts") return null;
  const Drawing = ICON_BY_PAGE[id];
  return <Drawing aria-hidden="true" size={20} strokeWidth={2} />;
}
