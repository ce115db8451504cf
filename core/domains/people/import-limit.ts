// Apart from the commands, so that faces carry no schemas (docs/decisions/0007).

/** How many people one list may bring; a kitchen has about fifty (house limit). */
export const STAFF_IMPORT_MAX_COUNT = 300;
