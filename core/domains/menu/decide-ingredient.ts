import { err, ok, type Result } from "#kernel/result.ts";
import { canonicalFoodName } from "./food-search.ts";
import type { IngredientId } from "./ids.ts";
import type { IngredientCommand } from "./ingredient-commands.ts";
import type { IngredientEvent } from "./ingredient-events.ts";
import { canMeasure, whyNotIngredient } from "./ingredient-rules.ts";
import type { IngredientFields } from "./ingredient-values.ts";
import type { MenuRejection } from "./rejections.ts";
import type { IngredientState } from "./state.ts";

/** What the tables know beside the food's own stream. */
export interface IngredientFacts {
  /** Which food has each code the command names. */
  readonly ingredientIdByCode: ReadonlyMap<string, string>;
  /** Of the ids a list names, those that are somebody's already. */
  readonly takenIds: ReadonlySet<string>;
  /** For a table of amounts: the foods each of its names means, by the folded name; empty for the rest. */
  readonly foodsByName: ReadonlyMap<string, readonly NamedFood[]>;
}

/** A food as a table of amounts finds it. */
export interface NamedFood {
  readonly ingredientId: IngredientId;
  readonly revision: number;
  readonly fields: IngredientFields;
}

type Decision = Result<readonly IngredientEventInStream[], MenuRejection>;
/** An event of a list, each food's in the stream of that food. */
type IngredientEventInStream = IngredientEvent & { readonly streamId?: string };
type Command<Type extends IngredientCommand["type"]> = Extract<IngredientCommand, { readonly type: Type }>;

/** What a command about foods makes happen, or why not (DOMAIN.md §4.5). */
export function decideIngredient(
  state: IngredientState | null,
  command: IngredientCommand,
  facts: IngredientFacts,
): Decision {
  switch (command.type) {
    case "add-ingredient":
      return addIngredient(state, command, facts);
    case "change-ingredient":
      return changeIngredient(state, command, facts);
    case "import-ingredients":
      return importIngredients(command, facts);
    case "import-portion-standards":
      return importPortionStandards(command, facts);
  }
}

function addIngredient(
  state: IngredientState | null,
  { body }: Command<"add-ingredient">,
  facts: IngredientFacts,
): Decision {
  if (state !== null) return err({ code: "id-already-used", kind: "ingredient", id: body.ingredientId });
  const refusal = whyNotNamed(body, facts) ?? whyNotIngredient(body.fields);
  return refusal === null ? ok([{ type: "ingredient-added", body }]) : err(refusal);
}

function changeIngredient(
  state: IngredientState | null,
  { body }: Command<"change-ingredient">,
  facts: IngredientFacts,
): Decision {
  const { ingredientId, fields } = body;
  if (state === null) return err({ code: "not-found", kind: "ingredient", id: ingredientId });
  if (state.revision !== body.revision) return err({ code: "stale-version", current: state.revision });
  const refusal = whyNotNamed(body, facts) ?? whyNotIngredient(fields);
  if (refusal !== null) return err(refusal);
  return ok([{ type: "ingredient-changed", body: { ingredientId, revision: state.revision + 1, fields } }]);
}

/** All of a list or nothing; a code the kitchen has is passed over. */
function importIngredients({ body }: Command<"import-ingredients">, facts: IngredientFacts): Decision {
  const { fileName, sha256, counts } = body;
  const listed = new Set<string>();
  const listedIds = new Set<string>();
  const refused = body.ingredients.flatMap(({ ingredientId, fields }) => {
    const { ingredientCode } = fields;
    const refusal: MenuRejection | null = listed.has(ingredientCode)
      ? { code: "ingredient-code-used", ingredientCode }
      : listedIds.has(ingredientId) || facts.takenIds.has(ingredientId)
        ? { code: "id-already-used", kind: "ingredient", id: ingredientId }
        : whyNotIngredient(fields);
    listed.add(ingredientCode);
    listedIds.add(ingredientId);
    return refusal === null ? [] : [{ ingredientCode, refusal }];
  });
  if (refused.length > 0) return err({ code: "ingredients-refused", ingredients: refused });
  const added = body.ingredients.filter(({ fields }) => !facts.ingredientIdByCode.has(fields.ingredientCode));
  if (added.length === 0) return err({ code: "nothing-to-import" });
  const knownCount = body.ingredients.length - added.length;
  return ok([
    ...added.map((food): IngredientEventInStream => ({
      type: "ingredient-added",
      streamId: food.ingredientId,
      body: food,
    })),
    { type: "ingredients-imported", body: { fileName, sha256, addedCount: added.length, knownCount, ...counts } },
  ]);
}

/** Every food of a name gets its amounts; names nobody has, and units that do not fit, are told. */
function importPortionStandards({ body }: Command<"import-portion-standards">, facts: IngredientFacts): Decision {
  const { fileName, sha256 } = body;
  const unknownNames: string[] = [];
  const mismatchedNames: string[] = [];
  const changedById = new Map<string, IngredientEventInStream>();
  for (const { name, small, large } of body.standards) {
    const foods = facts.foodsByName.get(canonicalFoodName(name)) ?? [];
    if (foods.length === 0) unknownNames.push(name);
    const fitting = foods.filter(({ fields }) => canMeasure(fields, small) && canMeasure(fields, large));
    if (fitting.length < foods.length) mismatchedNames.push(name);
    for (const { ingredientId, revision, fields } of fitting) {
      const next = { ...fields, portionStandard: { small, large } };
      const changed = { ingredientId, revision: revision + 1, fields: next };
      changedById.set(ingredientId, { type: "ingredient-changed", streamId: ingredientId, body: changed });
    }
  }
  if (changedById.size === 0) return err({ code: "no-food-of-these-names", names: unknownNames });
  const told = { fileName, sha256, setCount: changedById.size, unknownNames, mismatchedNames };
  return ok([...changedById.values(), { type: "portion-standards-imported", body: told }]);
}

function whyNotNamed(
  { ingredientId, fields: { ingredientCode } }: Command<"add-ingredient">["body"],
  facts: IngredientFacts,
): MenuRejection | null {
  const owner = facts.ingredientIdByCode.get(ingredientCode);
  return owner === undefined || owner === ingredientId ? null : { code: "ingredient-code-used", ingredientCode };
}
