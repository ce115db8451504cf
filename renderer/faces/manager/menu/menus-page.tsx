import { Link, useNavigate } from "@tanstack/react-router";
import type { MenuRow } from "#domains/menu/menu-queries.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { activateMenuRef, archiveMenuRef, deactivateMenuRef, menusRef } from "#renderer/domains/menu/menu-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useAct, useLoneAct } from "#renderer/faces/manager/act/use-act.ts";
import { useViewer } from "#renderer/faces/manager/attendance/use-names.ts";
import { TableExport } from "#renderer/faces/manager/export/table-export.tsx";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { EmptyState, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { MenuStatusBadge } from "./day-status.tsx";
import { MenuFrame } from "./menu-frame.tsx";
import styles from "./menu.module.css";

/** “Daftar menu”: sets of dishes with their states and the dates they are served on. */
export function MenusPage() {
  const { t } = useManagerCopy();
  const viewer = useViewer();
  const navigate = useNavigate();
  const whyNot = useWhyNotPermitted();
  const menus = useLiveQuery(menusRef, viewer === null ? null : {}, viewer ?? {});
  return (
    <MenuFrame
      title={t("menu.list.title")}
      permission="kitchen.view"
      actions={
        <Button
          kind="primary"
          size="small"
          icon="plus"
          reason={whyNot("menu.edit")}
          onPress={() => void navigate({ to: "/menu/daftar/$menuId", params: { menuId: "baru" } })}
        >
          {t("menu.list.add")}
        </Button>
      }
    >
      <Panel
        title={t("menu.list.title")}
        actions={
          <TableExport
            title={t("menu.list.title")}
            source={{ table: "menus" }}
            reason={menus.rows.length === 0 ? t("manager.table.nothing-to-export") : null}
            filter=""
            rowKeys={menus.rows.length === 0 ? null : byName(menus.rows).map(({ menuId }) => menuId)}
          />
        }
      >
        {menus.rows.length === 0 ? (
          <EmptyState text={t(menus.status === "loading" ? "shared.loading" : "menu.list.none")} />
        ) : (
          <div className={styles.scroller}>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{t("menu.list.column.name")}</th>
                  <th scope="col">{t("menu.list.column.dishes")}</th>
                  <th scope="col">{t("menu.list.column.status")}</th>
                  <th scope="col">{t("menu.list.column.coming")}</th>
                  <th scope="col">
                    <span className="visually-hidden">{t("menu.list.change")}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {byName(menus.rows).map((menu) => (
                  <MenuLine key={menu.menuId} menu={menu} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Panel>
    </MenuFrame>
  );
}

/** “Menu 2” before “Menu 10”, what was put away last. */
function byName(menus: readonly MenuRow[]): readonly MenuRow[] {
  const isArchived = (menu: MenuRow) => (menu.status === "archived" ? 1 : 0);
  return menus.toSorted(
    (left, right) =>
      isArchived(left) - isArchived(right) || left.name.localeCompare(right.name, "id", { numeric: true }),
  );
}

function MenuLine(props: { readonly menu: MenuRow }) {
  const { menu } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const hasNewer = menu.dishes.some((dish) => dish.latestVersion > dish.version);
  return (
    <tr>
      <th scope="row" className={styles.name}>
        <Link to="/menu/daftar/$menuId" params={{ menuId: menu.menuId }}>
          {menu.name}
        </Link>
        <div className={styles.quiet}>{t("menu.list.version", { version: menu.version })}</div>
      </th>
      <td>
        {menu.dishes.map((dish) => dish.dishName).join(", ")}
        {hasNewer ? <div className={styles.warning}>{t("menu.list.newer")}</div> : null}
      </td>
      <td>
        <MenuStatusBadge status={menu.status} />
      </td>
      <td>
        {menu.comingDates.length === 0
          ? t("menu.list.not-coming")
          : t("menu.list.coming", { dates: menu.comingDates.map(units.dayAndMonth).join(", ") })}
      </td>
      <td>
        <MenuActs menu={menu} />
      </td>
    </tr>
  );
}

function MenuActs(props: { readonly menu: MenuRow }) {
  const { menuId, name, status } = props.menu;
  const { t } = useManagerCopy();
  const { grant } = useAct();
  const { run } = useLoneAct();
  const reason = useWhyNotPermitted()("menu.edit");
  if (status === "archived") return null;
  return (
    <div className={styles.line}>
      {status === "active" ? (
        <Button
          size="small"
          label={t("menu.list.deactivate-of", { name })}
          reason={reason}
          onPress={() => run(() => grant(deactivateMenuRef, { menuId }), t("menu.list.deactivated", { name }))}
        >
          {t("menu.list.deactivate")}
        </Button>
      ) : (
        <Button
          size="small"
          icon="check"
          label={t("menu.list.activate-of", { name })}
          reason={reason}
          onPress={() => run(() => grant(activateMenuRef, { menuId }), t("menu.list.activated", { name }))}
        >
          {t("menu.list.activate")}
        </Button>
      )}
      <Button
        size="small"
        label={t("menu.list.archive-of", { name })}
        reason={reason}
        onPress={() => run(() => grant(archiveMenuRef, { menuId }), t("menu.list.archived", { name }))}
      >
        {t("menu.list.archive")}
      </Button>
    </div>
  );
}
