import { NumberInput, Select } from "@mantine/core";
import { useState } from "react";
import type { MenuDayRevisionRow, MenuRow } from "#domains/menu/menu-queries.ts";
import type { DayGroup } from "#domains/menu/menu-values.ts";
import type { MenuId, RecipeId } from "#domains/menu/ids.ts";
import { ALLERGENS, RECIPIENT_CATEGORIES, type Allergen, type RecipientCategory } from "#kernel/food-words.ts";
import { totalPortionCount } from "#kernel/quantity.ts";
import { addDays } from "#kernel/time.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { menuDayRef, menusRef, planMenuDayRef, recipesRef } from "#renderer/domains/menu/menu-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useToast } from "#renderer/faces/manager/act/toasts.tsx";
import { useAct, useOutcomeWords } from "#renderer/faces/manager/act/use-act.ts";
import { useViewer } from "#renderer/faces/manager/attendance/use-names.ts";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { groupCounts } from "./menu-words.ts";
import styles from "./menu.module.css";

const PORTIONS_MAX_COUNT = 100_000;
const PACKS_MAX_COUNT = 10_000;
/** How far back the groups of another day are taken over from. */
const EARLIER_DAY_COUNT = 7;

interface Choice {
  readonly recipeId: RecipeId | null;
  readonly packCount: number;
}

/** The draft of a day: which menu, for which groups, with what instead of each allergen. */
export function MenuDayForm(props: { readonly serviceDate: string; readonly revision: MenuDayRevisionRow | null }) {
  const { serviceDate, revision } = props;
  const { t } = useManagerCopy();
  const viewer = useViewer();
  const { grant } = useAct();
  const toast = useToast();
  const words = useOutcomeWords();
  const whyNot = useWhyNotPermitted();
  const menus = useLiveQuery(menusRef, viewer === null ? null : { status: "active" }, viewer ?? {});
  const earlier = useEarlierGroups(revision === null ? serviceDate : null);
  const [menuId, setMenuId] = useState<MenuId | null>(revision?.menuId ?? null);
  const [written, setWritten] = useState<readonly DayGroup[] | null>(revision?.groups ?? null);
  const [choices, setChoices] = useState<ReadonlyMap<Allergen, Choice>>(
    new Map(
      revision?.substitutes.map((one) => [one.allergen, { recipeId: one.recipeId, packCount: one.specialPackCount }]) ??
        [],
    ),
  );
  const [trouble, setTrouble] = useState<string | null>(null);
  const groups = written ?? earlier;
  const menu = menus.rows.find((row) => row.menuId === menuId);
  const save = async () => {
    if (menuId === null) return;
    const substitutes = [...choices].flatMap(([allergen, { recipeId, packCount }]) =>
      recipeId === null ? [] : [{ allergen, recipeId, specialPackCount: packCount }],
    );
    const outcome = await grant(planMenuDayRef, { serviceDate, menuId, groups: [...groups], substitutes });
    setTrouble(words(outcome));
    if (outcome.kind === "accepted") toast({ text: t("menu.day.saved") });
  };
  const incomplete =
    menuId === null
      ? t("menu.day.menu-choose")
      : groups.length === 0 || groups.some((group) => group.portionCount < 1)
        ? t("menu.recipe.problem.required")
        : null;
  return (
    <Panel title={t("menu.day.plan")}>
      {trouble === null ? null : (
        <p role="alert" className={styles.trouble}>
          {trouble}
        </p>
      )}
      <Select
        label={t("menu.day.menu")}
        placeholder={t("menu.day.menu-choose")}
        searchable
        data={menus.rows.map((row) => ({ value: row.menuId, label: menuLabel(row) }))}
        value={menuId}
        onChange={(value) => setMenuId(menus.rows.find((row) => row.menuId === value)?.menuId ?? null)}
      />
      <Groups groups={groups} onChange={setWritten} />
      {menu === undefined ? null : <Substitutes menu={menu} choices={choices} onChange={setChoices} />}
      <div className={styles.actions}>
        <Button kind="primary" size="small" reason={whyNot("menu.edit") ?? incomplete} onPress={() => void save()}>
          {t("menu.day.save")}
        </Button>
      </div>
    </Panel>
  );
}

function menuLabel(menu: MenuRow): string {
  return `${menu.name} – ${menu.dishes.map((dish) => dish.dishName).join(", ")}`;
}

/** Whom the kitchen fed a day or a week before: the groups rarely change. */
function useEarlierGroups(serviceDate: string | null): readonly DayGroup[] {
  const viewer = useViewer();
  const asked = viewer !== null && serviceDate !== null;
  const before = useLiveQuery(menuDayRef, asked ? { serviceDate: addDays(serviceDate, -1) } : null, viewer ?? {});
  const weekBefore = useLiveQuery(
    menuDayRef,
    asked ? { serviceDate: addDays(serviceDate, -EARLIER_DAY_COUNT) } : null,
    viewer ?? {},
  );
  return (before.rows[0] ?? weekBefore.rows[0])?.current.groups ?? [];
}

function Groups(props: {
  readonly groups: readonly DayGroup[];
  readonly onChange: (groups: readonly DayGroup[]) => void;
}) {
  const { groups, onChange } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const free = RECIPIENT_CATEGORIES.filter((one) => !groups.some((group) => group.recipientCategory === one));
  const change = (category: RecipientCategory, portionCount: number) =>
    onChange(groups.map((group) => (group.recipientCategory === category ? { ...group, portionCount } : group)));
  return (
    <fieldset className={styles.group}>
      <legend>{t("menu.day.groups")}</legend>
      <div className={styles.grid}>
        {groups.map(({ recipientCategory, portionCount }) => {
          const name = t(`food.group.${recipientCategory}`);
          return (
            <div key={recipientCategory} className={styles.row}>
              <NumberInput
                className={styles.wide ?? ""}
                label={t("menu.day.portions-of", { group: name })}
                hideControls
                allowDecimal={false}
                thousandSeparator="."
                decimalSeparator=","
                min={1}
                max={PORTIONS_MAX_COUNT}
                value={portionCount === 0 ? "" : portionCount}
                onChange={(value) => change(recipientCategory, typeof value === "number" ? value : 0)}
              />
              <Button
                size="small"
                icon="x"
                label={t("menu.day.group-remove", { group: name })}
                onPress={() => onChange(groups.filter((group) => group.recipientCategory !== recipientCategory))}
              >
                {""}
              </Button>
            </div>
          );
        })}
      </div>
      <Select
        label={t("menu.day.group-add")}
        data={free.map((value) => ({ value, label: t(`food.group.${value}`) }))}
        value={null}
        onChange={(value) => {
          const category = free.find((one) => one === value);
          if (category !== undefined) onChange([...groups, { recipientCategory: category, portionCount: 0 }]);
        }}
      />
      <span className={styles.quiet}>
        {t("menu.day.portions-total", { count: units.count(totalPortionCount(groupCounts(groups))) })}
      </span>
    </fieldset>
  );
}

/** One line for each allergen the menu brings, with what a special pack holds instead. */
function Substitutes(props: {
  readonly menu: MenuRow;
  readonly choices: ReadonlyMap<Allergen, Choice>;
  readonly onChange: (choices: ReadonlyMap<Allergen, Choice>) => void;
}) {
  const { menu, choices, onChange } = props;
  const { t } = useManagerCopy();
  const viewer = useViewer();
  const recipes = useLiveQuery(recipesRef, viewer === null ? null : {}, viewer ?? {});
  const found = ALLERGENS.filter((allergen) => menu.dishes.some((dish) => dish.allergens.includes(allergen)));
  if (found.length === 0) return <p className={styles.quiet}>{t("menu.day.no-allergens")}</p>;
  const set = (allergen: Allergen, choice: Choice) => onChange(new Map([...choices, [allergen, choice]]));
  return (
    <fieldset className={styles.group}>
      <legend>{t("menu.day.substitutes")}</legend>
      {found.map((allergen) => {
        const choice = choices.get(allergen) ?? { recipeId: null, packCount: 0 };
        const words = t(`food.allergen.${allergen}`);
        const offered = recipes.rows.filter((row) => !row.allergens.includes(allergen));
        return (
          <div key={allergen} className={styles.row}>
            <Select
              className={styles.wide ?? ""}
              label={t("menu.day.substitute-of", { allergen: words })}
              placeholder={t("menu.day.substitute-none")}
              searchable
              clearable
              data={offered.map((row) => ({ value: row.recipeId, label: row.dishName }))}
              value={choice.recipeId}
              onChange={(value) =>
                set(allergen, {
                  ...choice,
                  recipeId: offered.find((row) => row.recipeId === value)?.recipeId ?? null,
                })
              }
            />
            <NumberInput
              className={styles.narrow ?? ""}
              label={t("menu.day.pack-count-of", { allergen: words })}
              hideControls
              allowDecimal={false}
              min={0}
              max={PACKS_MAX_COUNT}
              value={choice.packCount}
              onChange={(value) => set(allergen, { ...choice, packCount: typeof value === "number" ? value : 0 })}
            />
          </div>
        );
      })}
    </fieldset>
  );
}
