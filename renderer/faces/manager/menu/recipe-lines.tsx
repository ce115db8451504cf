import { Checkbox, Select, TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import { PORTION_PROFILES, type Allergen } from "#kernel/food-words.ts";
import type { BaseUnit } from "#kernel/quantity.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { ingredientsRef, recipesRef } from "#renderer/domains/menu/menu-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useViewer } from "#renderer/faces/manager/attendance/use-names.ts";
import { EmptyState, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { newLineAmounts, type LineForm } from "./recipe-fields.ts";
import type { RecipePartProps } from "./recipe-identity.tsx";
import styles from "./menu.module.css";

const UNITS: readonly BaseUnit[] = ["g", "ml", "pcs"];

/** What 100 portions take of each food, by profile. */
export function RecipeLines(props: RecipePartProps & { readonly allergens: readonly Allergen[] | null }) {
  const { fields, problems, onChange, allergens } = props;
  const { t } = useManagerCopy();
  const addedCount = useRef(0);
  const setLines = (lines: readonly LineForm[]) => onChange({ ...fields, lines });
  const change = (key: string, more: Partial<LineForm>) =>
    setLines(fields.lines.map((line) => (line.key === key ? { ...line, ...more } : line)));
  const add = (line: Pick<LineForm, "source" | "name" | "unit" | "amounts">) => {
    addedCount.current += 1;
    const key = `new-${String(addedCount.current)}`;
    setLines([...fields.lines, { ...line, key, audience: undefined, retentions: [], isOptional: false }]);
  };
  return (
    <Panel title={t("menu.recipe.lines")} note={t("menu.recipe.lines-hint")}>
      {fields.lines.length === 0 ? (
        <EmptyState text={t("menu.recipe.no-lines")} />
      ) : (
        <div className={styles.scroller}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t("menu.recipes.column.lines")}</th>
                {PORTION_PROFILES.map((profile) => (
                  <th key={profile} scope="col">
                    {t(`shared.profile.${profile}`)}
                  </th>
                ))}
                <th scope="col">{t("menu.recipe.optional")}</th>
                <th scope="col">
                  <span className="visually-hidden">{t("menu.recipe.line-add")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {fields.lines.map((line) => (
                <LineRow
                  key={line.key}
                  line={line}
                  problem={problems[`line:${line.key}`] ?? null}
                  onChange={(more) => change(line.key, more)}
                  onRemove={() => setLines(fields.lines.filter((one) => one.key !== line.key))}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <AddLine onAdd={add} />
      {allergens === null || allergens.length === 0 ? null : (
        <p className={styles.quiet}>
          {t("menu.recipe.allergens", {
            allergens: allergens.map((allergen) => t(`food.allergen.${allergen}`)).join(", "),
          })}
        </p>
      )}
    </Panel>
  );
}

function LineRow(props: {
  readonly line: LineForm;
  readonly problem: "required" | "number" | "code" | "amount" | "whole" | null;
  readonly onChange: (more: Partial<LineForm>) => void;
  readonly onRemove: () => void;
}) {
  const { line, problem, onChange } = props;
  const { t } = useManagerCopy();
  return (
    <tr>
      <th scope="row">
        {line.name}
        <Select
          aria-label={t("menu.recipe.line-unit-of", { name: line.name })}
          allowDeselect={false}
          data={UNITS.map((value) => ({ value, label: t(`menu.unit.${value}`) }))}
          value={line.unit}
          onChange={(value) => onChange({ unit: UNITS.find((unit) => unit === value) ?? line.unit })}
        />
        {problem === null ? null : <span className={styles.trouble}>{t(`menu.recipe.problem.${problem}`)}</span>}
      </th>
      {PORTION_PROFILES.map((profile) => (
        <td key={profile}>
          <TextInput
            aria-label={t("menu.recipe.amount-of", { profile: t(`shared.profile.${profile}`), name: line.name })}
            inputMode="numeric"
            autoComplete="off"
            value={line.amounts[profile]}
            onChange={(event) => onChange({ amounts: { ...line.amounts, [profile]: event.currentTarget.value } })}
          />
        </td>
      ))}
      <td>
        <Checkbox
          aria-label={t("menu.recipe.optional-of", { name: line.name })}
          checked={line.isOptional}
          onChange={(event) => onChange({ isOptional: event.currentTarget.checked })}
        />
      </td>
      <td>
        <Button
          size="small"
          icon="x"
          label={t("menu.recipe.line-remove", { name: line.name })}
          onPress={props.onRemove}
        >
          {""}
        </Button>
      </td>
    </tr>
  );
}

/** Foods are found by the kitchen, whatever the spelling; recipes by their name. */
function AddLine(props: { readonly onAdd: (line: Pick<LineForm, "source" | "name" | "unit" | "amounts">) => void }) {
  const { t } = useManagerCopy();
  const viewer = useViewer();
  const [search, setSearch] = useState("");
  const words = search.trim();
  const foods = useLiveQuery(
    ingredientsRef,
    viewer === null || words === "" ? null : { search: words, pageNumber: 0 },
    viewer ?? {},
  );
  const recipes = useLiveQuery(recipesRef, viewer === null ? null : {}, viewer ?? {});
  const found: ReadonlyArray<Pick<LineForm, "source" | "name" | "unit" | "amounts"> & { readonly value: string }> = [
    ...foods.rows.map((food) => ({
      value: food.ingredientId,
      source: { kind: "ingredient" as const, ingredientId: food.ingredientId },
      name: food.name,
      ...newLineAmounts(food.baseUnit, food.portionStandard),
    })),
    ...recipes.rows
      .filter((row) => words !== "" && row.dishName.toLowerCase().includes(words.toLowerCase()))
      .map((row) => ({
        value: row.recipeId,
        source: { kind: "recipe" as const, recipeId: row.recipeId },
        name: row.dishName,
        ...newLineAmounts("g", null),
      })),
  ];
  return (
    <Select
      label={t("menu.recipe.line-add")}
      placeholder={t("menu.recipe.line-search")}
      searchable
      filter={({ options }) => options}
      data={found.map((one) => ({
        value: one.value,
        label: one.source.kind === "recipe" ? `${one.name} (${t("menu.recipe.inner")})` : one.name,
      }))}
      searchValue={search}
      onSearchChange={setSearch}
      value={null}
      onChange={(value) => {
        const chosen = found.find((one) => one.value === value);
        if (chosen === undefined) return;
        const { source, name, unit, amounts } = chosen;
        props.onAdd({ source, name, unit, amounts });
        setSearch("");
      }}
    />
  );
}
