/** A full dish name up to this long fits where the tablet shows it beside other things. */
export const DISH_NAME_FITS_COUNT = 26;

/** The dish as a tablet names it: in full where that fits, else by the name the plan gave it for screens. */
export function shortDishName(run: { readonly dishName: string; readonly wallName: string }): string {
  return run.dishName.length <= DISH_NAME_FITS_COUNT ? run.dishName : run.wallName;
}
