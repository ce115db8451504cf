import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { amountOf, type Quantity } from "#kernel/quantity.ts";
import { localFromMs } from "#kernel/time.ts";
import type { IngredientFactsRow } from "#domains/menu/ingredient-queries.ts";
import { NUTRIENTS } from "#domains/menu/nutrients.ts";
import { useCommand } from "#renderer/client/use-command.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { addIngredientRef, changeIngredientRef, ingredientRef } from "#renderer/domains/menu/menu-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { useToast } from "#renderer/faces/manager/act/toasts.tsx";
import { useAct, useOutcomeWords, type ActOutcome } from "#renderer/faces/manager/act/use-act.ts";
import { usePersonOrNobody, useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { EmptyState, Facts, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { useFigures } from "./figures.ts";
import { FoodForm } from "./food-form.tsx";
import { EMPTY_FOOD, foodOfForm, formOfFood, type FoodFields, type FoodProblems } from "./food-fields.ts";
import { usePriceWords } from "./foods-table.tsx";
import { MenuFrame } from "./menu-frame.tsx";
import type { IngredientFields } from "#domains/menu/ingredient-values.ts";
import styles from "./food.module.css";

/** One food: what is known of it, and the form that changes it. */
export function FoodPage() {
  const { t } = useManagerCopy();
  const { ingredientId } = useParams({ from: "/menu/bahan/$ingredientId" });
  const person = usePersonOrNobody();
  const viewer = person === null ? {} : { staffId: person.staffId };
  // The address holds an id or something that is none; the kitchen says which.
  const asked = { ingredientId: ingredientId as IngredientFactsRow["ingredientId"] };
  const { rows, status, refusal } = useLiveQuery(ingredientRef, person === null ? null : asked, viewer);
  const [food] = rows;
  const isLoading = status === "loading" && refusal === null;
  return (
    <MenuFrame title={food?.fields.name ?? t("food.part.foods")} permission="kitchen.view">
      {food === undefined ? (
        <EmptyState text={isLoading ? t("shared.loading") : t("food.unknown")} />
      ) : (
        <KnownFood key={food.ingredientId} food={food} />
      )}
    </MenuFrame>
  );
}

function KnownFood(props: { readonly food: IngredientFactsRow }) {
  const { food } = props;
  const { t } = useManagerCopy();
  const whyNot = useWhyNotPermitted();
  const [opened, setOpened] = useState<IngredientFactsRow | null>(null);
  return (
    <>
      <div className={styles.columns}>
        <FactsPanel food={food} />
        <FiguresPanel fields={food.fields} />
      </div>
      {opened === null ? (
        <div>
          <Button size="small" reason={whyNot("menu.edit")} onPress={() => setOpened(food)}>
            {t("food.change")}
          </Button>
        </div>
      ) : (
        <ChangePanel
          key={opened.revision}
          opened={opened}
          isChangedMeanwhile={opened.revision !== food.revision}
          onReload={() => setOpened(food)}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

function FactsPanel(props: { readonly food: IngredientFactsRow }) {
  const { fields, changedAtMs } = props.food;
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useKitchen();
  const priceWords = usePriceWords();
  const figures = useFigures();
  const { portionStandard } = fields;
  // Kept for a hundred portions.
  const perPortion = (amount: Quantity) => `${figures.plain(amountOf(amount) / 100)} ${t(`food.unit.${amount.unit}`)}`;
  const allergens =
    fields.allergens.length === 0
      ? t("food.allergens.none")
      : fields.allergens.map((allergen) => t(`food.allergen.${allergen}`)).join(", ");
  const facts: ReadonlyArray<readonly [string, string]> = [
    [t("food.field.ingredientCode"), fields.ingredientCode],
    [t("food.category"), t(`food.category.${fields.category}`)],
    [t("food.field.baseUnit"), t(`food.unit.${fields.baseUnit}`)],
    [t("food.column.edible"), fields.edibleBp === undefined ? t("food.no-data") : units.percent(fields.edibleBp)],
    [t("food.field.loss"), figures.plain(fields.lossFactorBp / 10_000)],
    ...(fields.massPerPieceG === undefined
      ? []
      : [[t("food.field.massPerPieceG"), units.mass(fields.massPerPieceG)] as const]),
    ...(fields.massPerLitreG === undefined
      ? []
      : [[t("food.field.massPerLitreG"), units.mass(fields.massPerLitreG)] as const]),
    [t("food.rounded"), units.quantity(fields.roundTo)],
    [
      t("food.column.price"),
      fields.referencePrice === undefined ? t("food.no-data") : priceWords(fields.referencePrice),
    ],
    [
      t("food.standard"),
      portionStandard === undefined
        ? NO_VALUE
        : `${perPortion(portionStandard.small)} / ${perPortion(portionStandard.large)}`,
    ],
    [
      t("food.column.allergens"),
      `${allergens} (${t(`food.allergens.${fields.allergenBasis === "name" ? "from-name" : "checked"}`)})`,
    ],
    [
      t("food.last-change"),
      `${units.date(localFromMs(changedAtMs, timeZone()).date)} ${units.clock(changedAtMs, timeZone())}`,
    ],
  ];
  return (
    <Panel title={t("food.facts")}>
      <Facts facts={facts} />
    </Panel>
  );
}

function FiguresPanel(props: { readonly fields: IngredientFields }) {
  const { nutrition } = props.fields;
  const { t } = useManagerCopy();
  const figures = useFigures();
  if (nutrition === undefined) {
    return (
      <Panel title={t("food.column.nutrition")}>
        <StateBadge state="none" token="unknown" word={t("food.nutrition.none")} />
      </Panel>
    );
  }
  const facts = NUTRIENTS.map((nutrient) => {
    const value = nutrition[nutrient];
    return [t(`food.nutrient.${nutrient}`), value === undefined ? t("food.no-data") : figures.plain(value)] as const;
  });
  return (
    <Panel title={t("food.figures", { per: t(`food.per.${nutrition.per}`) })}>
      <Facts
        facts={[...facts, [t("food.source"), nutrition.source], [t("food.form"), t(`food.form.${nutrition.form}`)]]}
      />
    </Panel>
  );
}

function ChangePanel(props: {
  readonly opened: IngredientFactsRow;
  readonly isChangedMeanwhile: boolean;
  readonly onReload: () => void;
  readonly onClose: () => void;
}) {
  const { ingredientId, revision, fields } = props.opened;
  const { t } = useManagerCopy();
  const { grant } = useAct();
  const toast = useToast();
  return (
    <Panel title={t("food.change")}>
      {props.isChangedMeanwhile ? (
        <div className={styles.actions}>
          <p role="alert" className={styles.trouble}>
            {t("food.changed-meanwhile")}
          </p>
          <Button size="small" onPress={props.onReload}>
            {t("food.reload")}
          </Button>
        </div>
      ) : null}
      <SavedForm
        initial={formOfFood(fields)}
        send={(next) => grant(changeIngredientRef, { ingredientId, revision, fields: next })}
        onSaved={(next) => {
          toast({ text: t("food.changed", { name: next.name }) });
          props.onClose();
        }}
        onCancel={props.onClose}
      />
    </Panel>
  );
}

/** A food of the kitchen's own. */
export function AddFoodPage() {
  const { t } = useManagerCopy();
  const { grant } = useAct();
  const { makeId } = useCommand();
  const toast = useToast();
  const navigate = useNavigate();
  const [ingredientId] = useState(() => makeId("ingredient"));
  return (
    <MenuFrame title={t("food.add")} permission="menu.edit">
      <Panel title={t("food.facts")}>
        <SavedForm
          initial={EMPTY_FOOD}
          send={(fields) => grant(addIngredientRef, { ingredientId, fields })}
          onSaved={(fields) => {
            toast({ text: t("food.added", { name: fields.name }) });
            void navigate({ to: "/menu/bahan/$ingredientId", params: { ingredientId } });
          }}
          onCancel={() => void navigate({ to: "/menu/bahan" })}
        />
      </Panel>
    </MenuFrame>
  );
}

/** The form with its button: what is wrong stands beside its field, what the kitchen refuses under the form. */
function SavedForm(props: {
  readonly initial: FoodFields;
  readonly send: (fields: IngredientFields) => Promise<ActOutcome>;
  readonly onSaved: (fields: IngredientFields) => void;
  readonly onCancel: () => void;
}) {
  const { t } = useManagerCopy();
  const outcomeWords = useOutcomeWords();
  const [form, setForm] = useState(props.initial);
  const [problems, setProblems] = useState<FoodProblems>({});
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    const read = foodOfForm(form);
    setProblems(read.isGood ? {} : read.problems);
    if (!read.isGood) {
      requestAnimationFrame(() => document.querySelector<HTMLElement>('main [aria-invalid="true"]')?.focus());
      return;
    }
    setBusy(true);
    const outcome = await props.send(read.fields);
    setBusy(false);
    setTrouble(outcomeWords(outcome));
    if (outcome.kind === "accepted") props.onSaved(read.fields);
  };
  return (
    <div className={styles.stack}>
      <FoodForm fields={form} problems={problems} onChange={setForm} />
      {trouble === null ? null : (
        <p role="alert" className={styles.trouble}>
          {trouble}
        </p>
      )}
      <div className={styles.actions}>
        <Button kind="primary" size="small" icon="check" onPress={() => void save()}>
          {isBusy ? t("shared.record.sending") : t("food.save")}
        </Button>
        <Button size="small" onPress={props.onCancel}>
          {t("shared.verb.cancel")}
        </Button>
      </div>
    </div>
  );
}
