// Apart from the queries, so that faces carry no schemas (docs/decisions/0007).

/** Foods one page of the list holds. */
export const INGREDIENT_PAGE_COUNT = 100;
