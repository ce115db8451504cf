import { allergenSheetQuery, menuDayQuery, nutritionLabelQuery } from "#domains/menu/menu-queries.ts";
import { TARGET_NUTRIENTS, type TargetNutrient } from "#domains/menu/nutrients.ts";
import { present } from "#kernel/assert.ts";
import type { Allergen, DishComponent, RecipientCategory } from "#kernel/food-words.ts";
import { dateText } from "./format.ts";
import type { ReportSource } from "./report-source.ts";
import type { Report, ReportCell, ReportColumn, ReportTable } from "./table-model.ts";

const GROUP_WORDS: Readonly<Record<RecipientCategory, string>> = {
  toddler: "Balita",
  preschool: "PAUD-TK",
  "primary-1-3": "SD kelas 1–3",
  "out-of-school-under-9": "Anak luar sekolah < 9 th",
  "primary-4-6": "SD kelas 4–6",
  "junior-high": "SMP",
  "senior-high": "SMA",
  "out-of-school-9-18": "Anak luar sekolah 9–18 th",
  teacher: "Guru",
  "school-staff": "Tendik",
  "health-cadre": "Kader",
  pregnant: "Ibu hamil",
  breastfeeding: "Ibu menyusui",
};
const COMPONENT_WORDS: Readonly<Record<DishComponent, string>> = {
  staple: "Pokok",
  "animal-protein": "Lauk hewani",
  "plant-protein": "Lauk nabati",
  vegetable: "Sayur",
  fruit: "Buah",
  milk: "Susu",
  complement: "Pelengkap",
};
const ALLERGEN_WORDS: Readonly<Record<Allergen, string>> = {
  egg: "telur",
  milk: "susu",
  fish: "ikan",
  crustacean: "udang",
  peanut: "kacang tanah",
  soy: "kedelai",
  wheat: "gandum",
  "tree-nut": "kacang pohon",
  sesame: "wijen",
  other: "lainnya",
};
const NUTRIENT_WORDS: Readonly<Record<TargetNutrient, string>> = {
  energyKcal: "Energi (kkal)",
  proteinG: "Protein (g)",
  fatG: "Lemak (g)",
  carbohydrateG: "Karbohidrat (g)",
  fiberG: "Serat (g)",
  sodiumMg: "Natrium (mg)",
};

/** Kartu menu: what an approved day serves, what one portion gives each group, and its allergens with what is given instead. */
export function menuCardReport(source: ReportSource, { serviceDate }: { readonly serviceDate: string }): Report {
  const day = present(source.ask(menuDayQuery, { serviceDate })[0]?.inForce ?? null, "the approved menu of the card");
  return {
    title: "Kartu Menu",
    subject: `${dateText(serviceDate)} · ${day.menuName} · revisi ${day.revision}`,
    isLandscape: true,
    signers: [
      { act: "Disusun", role: "Penyusun", name: source.nameOf(day.submittedByStaffId) },
      { act: "Disetujui", role: "Penyetuju", name: source.nameOf(day.approvedByStaffId) },
    ],
    tables: [dishTable(day.dishes), nutritionTable(source, serviceDate), allergenTable(source, serviceDate)],
  };
}

function dishTable(
  dishes: ReadonlyArray<{
    readonly dishName: string;
    readonly component: DishComponent;
    readonly allergens: readonly Allergen[];
  }>,
): ReportTable {
  return {
    name: "Masakan",
    columns: [text("Masakan", 30), text("Jenis", 16), text("Alergen", 30)],
    rows: dishes.map((dish) => [
      dish.dishName,
      COMPONENT_WORDS[dish.component],
      dish.allergens.map((allergen) => ALLERGEN_WORDS[allergen]).join(", "),
    ]),
  };
}

/** As it was submitted: a card printed twice says the same twice. */
function nutritionTable(source: ReportSource, serviceDate: string): ReportTable {
  const figure = (nutrient: TargetNutrient): readonly ReportColumn[] => [
    { header: NUTRIENT_WORDS[nutrient], kind: "thousandths", width: 14 },
    { header: "dari standar", kind: "share", width: 10 },
  ];
  return {
    name: "Gizi per porsi",
    columns: [text("Kelompok", 20), { header: "Porsi", kind: "count", width: 9 }, ...TARGET_NUTRIENTS.flatMap(figure)],
    rows: source.ask(nutritionLabelQuery, { serviceDate }).map((group) => [
      GROUP_WORDS[group.recipientCategory],
      group.portionCount,
      ...TARGET_NUTRIENTS.flatMap((nutrient): readonly ReportCell[] => {
        const known = group.nutrients.find((one) => one.nutrient === nutrient);
        const value = known?.value ?? null;
        return [value === null ? null : Math.round(value * 1_000), known?.adequacyBp ?? null];
      }),
    ]),
    notes: ["Standar per makan menurut kelompok. Kosong berarti belum ada data."],
  };
}

function allergenTable(source: ReportSource, serviceDate: string): ReportTable {
  return {
    name: "Alergen dan pengganti",
    columns: [
      text("Alergen", 16),
      text("Masakan", 30),
      text("Bahan", 24),
      text("Pengganti", 24),
      { header: "Paket", kind: "count", width: 8 },
    ],
    rows: source
      .ask(allergenSheetQuery, { serviceDate })
      .map((row) => [
        ALLERGEN_WORDS[row.allergen],
        row.dishNames.join(", "),
        row.ingredientNames.join(", "),
        row.substituteDishName,
        row.specialPackCount,
      ]),
  };
}

function text(header: string, width: number): ReportColumn {
  return { header, kind: "text", width };
}
