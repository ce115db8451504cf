/** Words about food that several domains share (DOMAIN.md §2, §4.5, §4.7). Free of zod, so faces may import it. */

/** Screen words: pokok, lauk hewani, lauk nabati, sayur, buah, susu, pelengkap. */
export const DISH_COMPONENTS = [
  "staple",
  "animal-protein",
  "plant-protein",
  "vegetable",
  "fruit",
  "milk",
  "complement",
] as const;
export type DishComponent = (typeof DISH_COMPONENTS)[number];

/** Golongan saji: sets the hours until consume-by. */
export const HOLD_CLASSES = [
  "rice",
  "soup",
  "fried",
  "stewed",
  "grilled",
  "stir-fried",
  "milk",
  "fruit",
  "dry-pack",
] as const;
export type HoldClass = (typeof HOLD_CLASSES)[number];

export const TEMPERATURE_CLASSES = ["hot", "hot-rich", "cold", "ambient"] as const;
export type TemperatureClass = (typeof TEMPERATURE_CLASSES)[number];

export const PORTION_PROFILES = ["small", "large", "toddler", "maternal"] as const;
export type PortionProfile = (typeof PORTION_PROFILES)[number];

/** The official groups a kitchen feeds; which portion each gets is `PROFILE_OF_RECIPIENT`. */
export const RECIPIENT_CATEGORIES = [
  "toddler",
  "preschool",
  "primary-1-3",
  "out-of-school-under-9",
  "primary-4-6",
  "junior-high",
  "senior-high",
  "out-of-school-9-18",
  "teacher",
  "school-staff",
  "health-cadre",
  "pregnant",
  "breastfeeding",
] as const;
export type RecipientCategory = (typeof RECIPIENT_CATEGORIES)[number];

/** Portion each official group gets (DOMAIN.md §4.5, "Recipient category"). */
export const PROFILE_OF_RECIPIENT: Readonly<Record<RecipientCategory, PortionProfile>> = {
  toddler: "toddler",
  preschool: "small",
  "primary-1-3": "small",
  "out-of-school-under-9": "small",
  "primary-4-6": "large",
  "junior-high": "large",
  "senior-high": "large",
  "out-of-school-9-18": "large",
  teacher: "large",
  "school-staff": "large",
  "health-cadre": "large",
  pregnant: "maternal",
  breastfeeding: "maternal",
};

/** What a food is, for shelf life, price and alert figures (DOMAIN.md §4.5, "category"). */
export const FOOD_CATEGORIES = [
  "staple",
  "animal-protein",
  "plant-protein",
  "vegetable",
  "fruit",
  "dairy",
  "seasoning",
  "oil",
  "processed",
  "drink",
  "other",
] as const;
export type FoodCategory = (typeof FOOD_CATEGORIES)[number];

export const ALLERGENS = [
  "egg",
  "milk",
  "fish",
  "crustacean",
  "peanut",
  "soy",
  "wheat",
  "tree-nut",
  "sesame",
  "other",
] as const;
export type Allergen = (typeof ALLERGENS)[number];

/** Where a thing must be kept: gudang kering, chiller, freezer. */
export const STORAGE_KINDS = ["dry", "chilled", "frozen"] as const;
export type StorageKind = (typeof STORAGE_KINDS)[number];

/** How far an order of the kitchen got: buying acts by it, files of orders are asked by it. */
export const ORDER_STATUSES = ["draft", "submitted", "approved", "sent", "closed", "cancelled", "rejected"] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];
