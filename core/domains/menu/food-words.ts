import type { Allergen, FoodCategory } from "#kernel/food-words.ts";
import { foldFoodName } from "./food-search.ts";
import type { FoodForm } from "./nutrients.ts";

/** What a food's name says by rule, until somebody has looked. Pure and free of zod. */

/**
 * Words of a name by the allergen they stand for. Offered, never decided: a food whose allergens were read from its name
 * says so until somebody checks it. Source: the allergen list of Peraturan BPOM 31/2018 (label pangan olahan) in the words
 * kitchens use.
 */
const ALLERGEN_WORDS: Readonly<Record<Exclude<Allergen, "other">, readonly string[]>> = {
  egg: ["telur", "telor", "mayones", "mayonaice", "mayonnaise", "bolu", "cake"],
  milk: [
    "susu",
    "milk",
    "milkk",
    "keju",
    "cheese",
    "yogurt",
    "yoghurt",
    "yakult",
    "mentega",
    "krim",
    "cream",
    "dancow",
    "cimory",
    "milku",
    "prenagen",
    "hilo",
    "milo",
  ],
  fish: [
    "ikan",
    "tuna",
    "tongkol",
    "lele",
    "nila",
    "bandeng",
    "teri",
    "salmon",
    "kakap",
    "patin",
    "gurame",
    "gurami",
    "dori",
    "cakalang",
    "sarden",
    "makarel",
    "kembung",
    "tenggiri",
    "bawal",
    "mujair",
    "mujahir",
    "belut",
    "gabus",
  ],
  crustacean: ["udang", "ebi", "rebon", "terasi", "kepiting", "rajungan", "lobster"],
  peanut: ["kacang tanah", "kacang garing", "kacang kulit", "kc kulit", "sukro", "oncom"],
  soy: ["kedelai", "kedele", "tahu", "tofu", "tempe", "kecap", "tauco", "miso", "oncom", "saridele"],
  wheat: [
    "terigu",
    "gandum",
    "roti",
    "mi",
    "mie",
    "spaghetti",
    "spageti",
    "makaroni",
    "pasta",
    "biskuit",
    "malkist",
    "lumpia",
    "pangsit",
    "dimsum",
    "panir",
    "bolu",
    "cake",
    "wafer",
    "waffle",
    "crackers",
  ],
  "tree-nut": ["mete", "mede", "almond", "hazelnut", "kenari", "walnut", "cashew", "pistachio"],
  sesame: ["wijen", "sesame"],
};

/** The allergens a name speaks of, in the order of the list. */
export function allergensOfName(name: string): readonly Allergen[] {
  const words = ` ${foldFoodName(name)} `;
  return Object.entries(ALLERGEN_WORDS).flatMap(
    ([allergen, known]) => (known.some((word) => words.includes(` ${word} `)) ? [allergen as Allergen] : []), // a key of the table
  );
}

/** Words of a name that say the food was cooked before it was measured. */
const COOKED_WORDS: readonly string[] = [
  "nasi",
  "rebus",
  "kukus",
  "goreng",
  "panggang",
  "bakar",
  "masak",
  "masakan",
  "tumis",
  "sangrai",
  "matang",
  "bubur",
  "pepes",
  "rendang",
  "gulai",
  "sayur",
  "sup",
  "soto",
];

/** The form the figures are of, as its name says; `mentah` and `segar` win over any dish's word. */
export function formOfName(name: string): FoodForm {
  const words = ` ${foldFoodName(name)} `;
  if (words.includes(" mentah ") || words.includes(" segar ")) return "raw";
  return COOKED_WORDS.some((word) => words.includes(` ${word} `)) ? "cooked" : "raw";
}

/** Groups of Tabel Komposisi Pangan Indonesia 2017, without the word for what was made of them. */
const CATEGORY_OF_GROUP: Readonly<Record<string, FoodCategory>> = {
  serealia: "staple",
  umbi: "staple",
  kacang: "plant-protein",
  sayuran: "vegetable",
  sayur: "vegetable",
  buah: "fruit",
  "daging unggas": "animal-protein",
  ikan: "animal-protein",
  telur: "animal-protein",
  susu: "dairy",
  "lemak minyak": "oil",
  bumbu: "seasoning",
  konfeksionari: "processed",
  "minuman non alkohol": "drink",
};

/** The category of a group of the national table; null for a group it does not have. */
export function categoryOfGroup(group: string): FoodCategory | null {
  return CATEGORY_OF_GROUP[foldFoodName(group).replace(/ olahan$/, "")] ?? null;
}

/** Words that stay in capitals. */
const CAPITAL_WORDS = new Set(["UMKM", "UHT", "MPASI", "ABC", "SUN", "MON"]);

/** A name in capitals as names are written: `TELUR ASIN (BEBEK)` → `Telur asin (bebek)`. Others stay as they are. */
export function withoutShouting(name: string): string {
  if (name !== name.toUpperCase() || !/\p{L}{3}/u.test(name)) return name;
  const lower = name.replace(/\p{L}+/gu, (word) => (CAPITAL_WORDS.has(word) ? word : word.toLowerCase()));
  return lower.replace(/\p{L}/u, (first) => first.toUpperCase());
}
