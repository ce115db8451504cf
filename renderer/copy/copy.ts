import { createInstance } from "i18next";

/** Bahasa Indonesia first; English by a switch per device (never on the wall). */
export type Language = "id" | "en";

/** The words of one area by key; `{{name}}` stands for a value. Written flat and `as const`, so keys and values are typed. */
export type Catalogue = Readonly<Record<string, string>>;
/** The areas a face loads: `{ shared: sharedId, wall: wallId }`. */
export type CatalogueSet = Readonly<Record<string, Catalogue>>;

/** The same keys in another language. */
export type WordsLike<Words extends Catalogue> = Readonly<Record<keyof Words, string>>;
export type SetLike<Set extends CatalogueSet> = { readonly [Area in keyof Set]: WordsLike<Set[Area]> };

/** `wall.phase.cook`: the area, a dot, the key within it. */
export type CopyKey<Set extends CatalogueSet> = {
  [Area in keyof Set & string]: `${Area}.${keyof Set[Area] & string}`;
}[keyof Set & string];

type WordsAt<Set extends CatalogueSet, Key> = Key extends `${infer Area}.${infer Rest}`
  ? Area extends keyof Set
    ? Rest extends keyof Set[Area]
      ? Set[Area][Rest]
      : never
    : never
  : never;

type ValueNames<Words> = Words extends `${string}{{${infer Name}}}${infer Rest}` ? Name | ValueNames<Rest> : never;
type Values<Words> = [ValueNames<Words>] extends [never]
  ? readonly []
  : readonly [values: Readonly<Record<ValueNames<Words>, string | number>>];

export interface Copy<Set extends CatalogueSet> {
  readonly language: Language;
  /** The words at a key, with the values its text names: both checked by the compiler. */
  readonly t: <Key extends CopyKey<Set>>(key: Key, ...values: Values<WordsAt<Set, Key>>) => string;
  /** The words at a key that is only known at run time (a code from the kitchen); `null` when there are none. */
  readonly find: (key: string, values?: Readonly<Record<string, string | number>>) => string | null;
}

/** Creates the words of a face. Both languages are given, so a switch needs no network; a face without English omits it. */
export function createCopy<const Set extends CatalogueSet>(options: {
  readonly language: Language;
  readonly id: Set;
  readonly en?: SetLike<Set>;
}): Copy<Set> {
  const translation = flat(options.language === "id" ? options.id : (options.en ?? options.id));
  const i18n = createInstance();
  void i18n.init({
    lng: options.language,
    fallbackLng: false,
    resources: { [options.language]: { translation } },
    // Keys hold dots and are flat; React escapes what it renders.
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  const find = (key: string, values: Readonly<Record<string, string | number>> = {}) =>
    Object.hasOwn(translation, key) ? i18n.t(key, { ...values, defaultValue: key }) : null;
  return {
    language: options.language,
    t: (key, ...values) => find(key, values[0]) ?? key,
    find,
  };
}

function flat(set: CatalogueSet): Record<string, string> {
  const words: Record<string, string> = {};
  for (const [area, catalogue] of Object.entries(set)) {
    for (const [key, text] of Object.entries(catalogue)) words[`${area}.${key}`] = text;
  }
  return words;
}
