import { MultiSelect, Select, TextInput } from "@mantine/core";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { MenuRow, RecipeListRow } from "#domains/menu/menu-queries.ts";
import type { MenuId, RecipeId } from "#domains/menu/ids.ts";
import { PORTION_PROFILES, type PortionProfile } from "#kernel/food-words.ts";
import { useCommand } from "#renderer/client/use-command.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { changeMenuRef, createMenuRef, menuRef, recipesRef } from "#renderer/domains/menu/menu-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useToast } from "#renderer/faces/manager/act/toasts.tsx";
import { useAct, useOutcomeWords } from "#renderer/faces/manager/act/use-act.ts";
import { useViewer } from "#renderer/faces/manager/attendance/use-names.ts";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { EmptyState, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { MenuFrame } from "./menu-frame.tsx";
import styles from "./menu.module.css";

const NAME_MAX_COUNT = 80;

/** One menu: its name and its dishes; saving takes the newest version of every recipe. */
export function MenuPage() {
  const { t } = useManagerCopy();
  const viewer = useViewer();
  const { menuId } = useParams({ from: "/menu/daftar/$menuId" });
  const isNew = menuId === "baru";
  // The address holds an id or something that is none; the kitchen says which.
  const asked = viewer === null || isNew ? null : { menuId: menuId as MenuId };
  const answer = useLiveQuery(menuRef, asked, viewer ?? {});
  const recipes = useLiveQuery(recipesRef, viewer === null ? null : {}, viewer ?? {});
  const menu = answer.rows[0];
  const title = isNew ? t("menu.form.new") : (menu?.name ?? t("menu.list.title"));
  const isWaiting = recipes.status === "loading" || (!isNew && answer.status === "loading" && menu === undefined);
  return (
    <MenuFrame title={title} permission="kitchen.view">
      {isWaiting ? (
        <EmptyState text={t("shared.loading")} />
      ) : recipes.rows.length === 0 ? (
        <EmptyState text={t("menu.form.no-recipes")} />
      ) : !isNew && menu === undefined ? (
        <EmptyState text={t("menu.form.unknown")} />
      ) : (
        <MenuForm key={menu?.version ?? "new"} menu={menu ?? null} recipes={recipes.rows} />
      )}
    </MenuFrame>
  );
}

interface ChosenDish {
  readonly recipeId: RecipeId;
  /** Empty: everybody. */
  readonly audience: readonly PortionProfile[];
}

function MenuForm(props: { readonly menu: MenuRow | null; readonly recipes: readonly RecipeListRow[] }) {
  const { menu, recipes } = props;
  const { t } = useManagerCopy();
  const { makeId } = useCommand();
  const { grant } = useAct();
  const toast = useToast();
  const words = useOutcomeWords();
  const whyNot = useWhyNotPermitted();
  const navigate = useNavigate();
  const [newId] = useState(() => makeId("menu"));
  const [name, setName] = useState(menu?.name ?? "");
  const [dishes, setDishes] = useState<readonly ChosenDish[]>(
    menu?.dishes.map(({ recipeId, audience }) => ({ recipeId, audience: audience ?? [] })) ?? [],
  );
  const [trouble, setTrouble] = useState<string | null>(null);
  const save = async () => {
    const body = {
      name: name.trim(),
      dishes: dishes.map(({ recipeId, audience }) => ({
        recipeId,
        ...(audience.length > 0 && { audience: [...audience] }),
      })),
    };
    const outcome =
      menu === null
        ? await grant(createMenuRef, { menuId: newId, ...body })
        : await grant(changeMenuRef, { menuId: menu.menuId, basedOnVersion: menu.version, fields: body });
    setTrouble(words(outcome));
    if (outcome.kind !== "accepted") return;
    toast({ text: t("menu.form.saved", { name: body.name }) });
    void navigate({ to: "/menu/daftar" });
  };
  const free = recipes.filter((row) => !dishes.some((dish) => dish.recipeId === row.recipeId));
  const incomplete = name.trim() === "" || dishes.length === 0 ? t("menu.recipe.problem.required") : null;
  return (
    <Panel title={menu === null ? t("menu.form.new") : menu.name}>
      {trouble === null ? null : (
        <p role="alert" className={styles.trouble}>
          {trouble}
        </p>
      )}
      <TextInput
        label={t("menu.form.name")}
        maxLength={NAME_MAX_COUNT}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <fieldset className={styles.group}>
        <legend>{t("menu.form.dishes")}</legend>
        {dishes.map((dish) => (
          <DishRow
            key={dish.recipeId}
            dish={dish}
            recipe={recipes.find((row) => row.recipeId === dish.recipeId)}
            saved={menu?.dishes.find((one) => one.recipeId === dish.recipeId) ?? null}
            onChange={(audience) =>
              setDishes(dishes.map((one) => (one.recipeId === dish.recipeId ? { ...one, audience } : one)))
            }
            onRemove={() => setDishes(dishes.filter((one) => one.recipeId !== dish.recipeId))}
          />
        ))}
        <Select
          label={t("menu.form.dish-add")}
          searchable
          data={free.map((row) => ({
            value: row.recipeId,
            label: `${row.dishName} – ${t(`shared.component.${row.component}`)}`,
          }))}
          value={null}
          onChange={(value) => {
            const chosen = free.find((row) => row.recipeId === value);
            if (chosen !== undefined) setDishes([...dishes, { recipeId: chosen.recipeId, audience: [] }]);
          }}
        />
      </fieldset>
      <div className={styles.actions}>
        <Button kind="primary" size="small" reason={whyNot("menu.edit") ?? incomplete} onPress={() => void save()}>
          {t("menu.form.save")}
        </Button>
        <Button size="small" onPress={() => void navigate({ to: "/menu/daftar" })}>
          {t("shared.verb.cancel")}
        </Button>
      </div>
    </Panel>
  );
}

function DishRow(props: {
  readonly dish: ChosenDish;
  readonly recipe: RecipeListRow | undefined;
  readonly saved: MenuRow["dishes"][number] | null;
  readonly onChange: (audience: readonly PortionProfile[]) => void;
  readonly onRemove: () => void;
}) {
  const { dish, recipe, saved } = props;
  const { t } = useManagerCopy();
  const name = recipe?.dishName ?? saved?.dishName ?? dish.recipeId;
  return (
    <div className={styles.row}>
      <div className={`${styles.wide ?? ""} ${styles.item ?? ""}`}>
        <strong>{name}</strong>
        <span className={styles.quiet}>
          {recipe === undefined ? "" : t(`shared.component.${recipe.component}`)}
          {recipe === undefined || recipe.allergens.length === 0
            ? ""
            : ` · ${t("menu.day.allergens", {
                allergens: recipe.allergens.map((allergen) => t(`food.allergen.${allergen}`)).join(", "),
              })}`}
        </span>
        {saved !== null && saved.latestVersion > saved.version ? (
          <span className={styles.warning}>{t("menu.form.newer", { dish: name, version: saved.latestVersion })}</span>
        ) : null}
      </div>
      <MultiSelect
        className={styles.wide ?? ""}
        label={t("menu.form.audience-of", { dish: name })}
        placeholder={dish.audience.length === 0 ? t("menu.form.everybody") : ""}
        data={PORTION_PROFILES.map((value) => ({ value, label: t(`shared.profile.${value}`) }))}
        value={[...dish.audience]}
        onChange={(values) => props.onChange(PORTION_PROFILES.filter((profile) => values.includes(profile)))}
      />
      <Button size="small" icon="x" label={t("menu.form.dish-remove", { dish: name })} onPress={props.onRemove}>
        {""}
      </Button>
    </div>
  );
}
