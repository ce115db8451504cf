import type { Allergen, PortionProfile } from "#kernel/food-words.ts";
import type { BaseUnit } from "#kernel/quantity.ts";
import type { CommonRejection } from "#kernel/rejections.ts";

/** Why the kitchen refuses a recipe, a menu or a menu day (DOMAIN.md §4.5). */
export type RecipeOrMenuRejection =
  | CommonRejection
  | { readonly code: "recipe-lines-missing" }
  /** `lineName`: the ingredient or recipe of the line. */
  | { readonly code: "line-quantity-missing"; readonly lineName: string; readonly profile: PortionProfile }
  | { readonly code: "unit-mismatch"; readonly lineName: string; readonly from: BaseUnit; readonly to: BaseUnit }
  | { readonly code: "recipe-cycle"; readonly dishName: string }
  | { readonly code: "recipe-code-taken"; readonly recipeCode: string }
  | { readonly code: "recipe-unknown"; readonly recipeId: string }
  | { readonly code: "dishes-missing" }
  | { readonly code: "dish-repeated"; readonly recipeId: string }
  | { readonly code: "group-repeated"; readonly recipientCategory: string }
  | { readonly code: "menu-exists"; readonly menuId: string }
  | { readonly code: "menu-in-use"; readonly serviceDates: readonly string[] }
  | { readonly code: "menu-not-active"; readonly menuName: string }
  | { readonly code: "day-is-holiday"; readonly serviceDate: string }
  /** A substitute holds the very allergen it stands in for. */
  | { readonly code: "substitute-has-allergen"; readonly allergen: Allergen; readonly dishName: string }
  | { readonly code: "substitute-repeated"; readonly allergen: Allergen }
  | { readonly code: "nothing-to-copy"; readonly fromDate: string }
  | { readonly code: "nutrition-missing"; readonly ingredientIds: readonly string[] }
  | { readonly code: "price-missing"; readonly ingredientIds: readonly string[] }
  | { readonly code: "dish-already-cooking"; readonly dishName: string };
