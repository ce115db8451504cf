import type { CommonRejection } from "#kernel/rejections.ts";
import type { RecipeOrMenuRejection } from "./menu-rejections.ts";

/** What menu refuses, beside the rejections any command may give. */
export type MenuRejection =
  | CommonRejection
  | RecipeOrMenuRejection
  | { readonly code: "id-already-used"; readonly kind: string; readonly id: string }
  /** Another food has this code. */
  | { readonly code: "ingredient-code-used"; readonly ingredientCode: string }
  /** Figures per 100 g of something bought by piece or by volume, whose mass nobody entered. */
  | { readonly code: "conversion-missing"; readonly unit: string }
  | { readonly code: "unit-mismatch"; readonly from: string; readonly to: string }
  /** Of a list of foods: every one that cannot be added, with the reason; none was. */
  | {
      readonly code: "ingredients-refused";
      readonly ingredients: readonly { readonly ingredientCode: string; readonly refusal: MenuRejection }[];
    }
  /** The kitchen has every code of the list already. */
  | { readonly code: "nothing-to-import" }
  /** A table of amounts names no food of the kitchen. */
  | { readonly code: "no-food-of-these-names"; readonly names: readonly string[] };
