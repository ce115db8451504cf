import { TextInput } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { recipesRef } from "#renderer/domains/menu/menu-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useViewer } from "#renderer/faces/manager/attendance/use-names.ts";
import { TableExport } from "#renderer/faces/manager/export/table-export.tsx";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { EmptyState, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { MenuFrame } from "./menu-frame.tsx";
import styles from "./menu.module.css";

/** “Resep”: every recipe at its newest version. */
export function RecipesPage() {
  const { t } = useManagerCopy();
  const viewer = useViewer();
  const navigate = useNavigate();
  const whyNot = useWhyNotPermitted();
  const recipes = useLiveQuery(recipesRef, viewer === null ? null : {}, viewer ?? {});
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLowerCase();
  const shown = recipes.rows.filter((row) => `${row.dishName} ${row.recipeCode}`.toLowerCase().includes(wanted));
  return (
    <MenuFrame
      title={t("menu.recipes.title")}
      permission="kitchen.view"
      actions={
        <Button
          kind="primary"
          size="small"
          icon="plus"
          reason={whyNot("menu.edit")}
          onPress={() => void navigate({ to: "/menu/resep/$recipeId", params: { recipeId: "baru" } })}
        >
          {t("menu.recipes.add")}
        </Button>
      }
    >
      <Panel
        title={t("menu.recipes.list")}
        actions={
          <TableExport
            title={t("menu.recipes.list")}
            source={{ table: "recipes" }}
            reason={shown.length === 0 ? t("manager.table.nothing-to-export") : null}
            filter={search}
            rowKeys={wanted === "" ? null : shown.map(({ recipeId }) => recipeId)}
          />
        }
      >
        {recipes.rows.length === 0 ? (
          <EmptyState text={t(recipes.status === "loading" ? "shared.loading" : "menu.recipes.none")} />
        ) : (
          <>
            <TextInput
              type="search"
              label={t("menu.recipes.search")}
              data-search=""
              value={search}
              onChange={(event) => setSearch(event.currentTarget.value)}
            />
            {shown.length === 0 ? <EmptyState text={t("menu.recipes.none-found")} /> : null}
            <div className={styles.scroller} hidden={shown.length === 0}>
              <table className={styles.table}>
                <thead>
                  <tr>
                    {(["name", "code", "component", "lines", "steps", "version"] as const).map((column) => (
                      <th key={column} scope="col">
                        {t(`menu.recipes.column.${column}`)}
                      </th>
                    ))}
                    <th scope="col">{t("food.column.allergens")}</th>
                  </tr>
                </thead>
                <tbody>
                  {shown.map((row) => (
                    <tr key={row.recipeId}>
                      <th scope="row">
                        <Link to="/menu/resep/$recipeId" params={{ recipeId: row.recipeId }}>
                          {row.dishName}
                        </Link>
                      </th>
                      <td>{row.recipeCode}</td>
                      <td>{t(`shared.component.${row.component}`)}</td>
                      <td>{row.lineCount}</td>
                      <td>{row.stepCount}</td>
                      <td>{row.version}</td>
                      <td>
                        {row.allergens.length === 0
                          ? t("food.allergens.none")
                          : row.allergens.map((allergen) => t(`food.allergen.${allergen}`)).join(", ")}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </>
        )}
      </Panel>
    </MenuFrame>
  );
}
