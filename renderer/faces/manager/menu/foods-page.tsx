import { Select, TextInput } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { FOOD_CATEGORIES, type FoodCategory } from "#kernel/food-words.ts";
import { INGREDIENT_PAGE_COUNT } from "#domains/menu/ingredient-page.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { ingredientCountsRef, ingredientsRef } from "#renderer/domains/menu/menu-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { usePersonOrNobody, useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { EmptyState, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { TableExport } from "#renderer/faces/manager/export/table-export.tsx";
import { FoodsTable } from "./foods-table.tsx";
import { MenuFrame } from "./menu-frame.tsx";
import styles from "./food.module.css";

/** How long typing rests before the kitchen is asked. */
const SEARCH_REST_MS = 250;

/** “Bahan”: every food the kitchen knows, found whatever the spelling. */
export function FoodsPage() {
  const { t } = useManagerCopy();
  const whyNot = useWhyNotPermitted();
  const navigate = useNavigate();
  return (
    <MenuFrame
      title={t("food.part.foods")}
      permission="kitchen.view"
      actions={
        <>
          <Button
            size="small"
            icon="download"
            reason={whyNot("menu.edit")}
            onPress={() => void navigate({ to: "/menu/bahan/impor" })}
          >
            {t("food.import.open")}
          </Button>
          <Button
            kind="primary"
            size="small"
            icon="plus"
            reason={whyNot("menu.edit")}
            onPress={() => void navigate({ to: "/menu/bahan/baru" })}
          >
            {t("food.add")}
          </Button>
        </>
      }
    >
      <Panel title={t("food.list")}>
        <FoodsList />
      </Panel>
    </MenuFrame>
  );
}

function FoodsList() {
  const { t } = useManagerCopy();
  const units = useUnits();
  const person = usePersonOrNobody();
  const viewer = person === null ? {} : { staffId: person.staffId };
  const navigate = useNavigate();
  const { cari = "", golongan, hal = 1 } = useSearch({ from: "/menu/bahan" });
  const go = (change: {
    readonly cari?: string;
    readonly golongan?: FoodCategory | undefined;
    readonly hal?: number;
  }) =>
    void navigate({
      to: "/menu/bahan",
      replace: true,
      search: { ...(cari !== "" && { cari }), ...(golongan !== undefined && { golongan }), ...change },
    });
  const params = {
    ...(cari !== "" && { search: cari }),
    ...(golongan !== undefined && { category: golongan }),
    pageNumber: hal - 1,
  };
  const { rows, status, isPartial: hasMore } = useLiveQuery(ingredientsRef, person === null ? null : params, viewer);
  const counts = useLiveQuery(ingredientCountsRef, person === null ? null : {}, viewer);
  const totalCount = counts.rows.reduce((sum, row) => sum + row.ingredientCount, 0);
  if (status === "live" && counts.status === "live" && totalCount === 0) {
    return <EmptyState text={t("food.none-yet")} />;
  }
  const countOf = (category: FoodCategory) =>
    counts.rows.find((row) => row.category === category)?.ingredientCount ?? 0;
  return (
    <div className={styles.stack}>
      <div className={styles.tools}>
        <SearchField written={cari} onSearch={(next) => go({ cari: next, hal: 1 })} />
        <Select
          className={styles.choice ?? ""}
          label={t("food.category")}
          allowDeselect={false}
          data={[
            { value: "", label: t("food.category.all") },
            ...FOOD_CATEGORIES.map((value) => ({
              value,
              label: `${t(`food.category.${value}`)} (${units.count(countOf(value))})`,
            })),
          ]}
          value={golongan ?? ""}
          onChange={(value) => go({ golongan: FOOD_CATEGORIES.find((known) => known === value), hal: 1 })}
        />
        <span className={styles.count} aria-live="polite">
          {t("food.count", { count: units.count(totalCount) })}
        </span>
        <TableExport
          title={t("food.list")}
          source={{
            table: "foods",
            ...(cari !== "" && { search: cari }),
            ...(golongan !== undefined && { category: golongan }),
          }}
          reason={rows.length === 0 ? t("manager.table.nothing-to-export") : null}
          filter=""
          rowKeys={null}
        />
      </div>
      <FoodsTable rows={rows} emptyText={status === "loading" ? t("shared.loading") : t("food.none-found")} />
      {hal === 1 && !hasMore ? null : (
        <nav className={styles.pager} aria-label={t("manager.table.pages")}>
          <Button
            size="small"
            icon="arrow-left"
            reason={hal === 1 ? t("manager.table.first-page") : null}
            onPress={() => go({ hal: hal - 1 })}
          >
            {t("manager.table.previous")}
          </Button>
          <span>
            {t("food.page-of", {
              from: units.count((hal - 1) * INGREDIENT_PAGE_COUNT + 1),
              to: units.count((hal - 1) * INGREDIENT_PAGE_COUNT + rows.length),
            })}
          </span>
          <Button
            size="small"
            icon="arrow-right"
            reason={hasMore ? null : t("manager.table.last-page")}
            onPress={() => go({ hal: hal + 1 })}
          >
            {t("manager.table.next")}
          </Button>
        </nav>
      )}
    </div>
  );
}

/** Asks once typing rests, so that the kitchen answers words and not letters. */
function SearchField(props: { readonly written: string; readonly onSearch: (words: string) => void }) {
  const { t } = useManagerCopy();
  const { runtime } = useKitchen();
  const [typed, setTyped] = useState(props.written);
  const waiting = useRef<() => void>(undefined);
  const type = (words: string) => {
    setTyped(words);
    waiting.current?.();
    waiting.current = runtime.after(SEARCH_REST_MS, () => props.onSearch(words.trim()));
  };
  return (
    <TextInput
      className={styles.search ?? ""}
      type="search"
      label={t("food.search")}
      placeholder={t("food.search-hint")}
      maxLength={60}
      data-search=""
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
    />
  );
}
