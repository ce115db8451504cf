import {
  PLAN_COLUMNS,
  PLAN_FILE_WORDS,
  PLAN_ROW_KINDS,
  type PlanColumn,
  type PlanFileWords,
  type PlanRowKind,
} from "#renderer/copy/plan-file.ts";
import { csvFromTable } from "#renderer/faces/manager/table/csv.ts";

type Language = keyof typeof PLAN_FILE_WORDS;
type ExampleRow = readonly [PlanRowKind, Readonly<Partial<Record<PlanColumn, string | number>>>];

/** One small kloter, so that the way to fill it in is seen; every row is there to be written over. */
function exampleRows(words: PlanFileWords): readonly ExampleRow[] {
  const { component, holdClass, temperatureClass, unit, category, wave } = words.choices;
  const word = (choices: Readonly<Record<string, string>>, value: string) => choices[value] ?? value;
  return [
    ["kloter", { kloter: "A", label: "SD 1–3", wave: word(wave, "early"), preparation: "22:00", specialPacks: 2 }],
    [
      "dish",
      {
        kloter: "A",
        dishName: "Nasi Putih",
        component: word(component, "staple"),
        holdClass: word(holdClass, "rice"),
        temperatureClass: word(temperatureClass, "hot"),
        standardMinutes: 60,
        start: "02:00",
        finish: "03:00",
      },
    ],
    ["ingredient", { dishName: "Nasi Putih", name: "Beras", unit: word(unit, "g"), small: 4000, large: 8000 }],
    ["step", { dishName: "Nasi Putih", number: 1, instruction: "Cuci beras", minutes: 10, ingredientNames: "Beras" }],
    [
      "point",
      {
        kloter: "A",
        code: "SDN-03",
        name: "SDN 3",
        category: word(category, "primary-1-3"),
        departure: "06:40",
        travelMinutes: 20,
        small: 200,
        specialPacks: 2,
      },
    ],
  ];
}

/** The template as CSV: one sheet, a first column that tells the kinds apart. */
export function planTemplateCsv(language: Language): string {
  const words = PLAN_FILE_WORDS[language];
  const fields = [...new Set(PLAN_ROW_KINDS.flatMap((kind): readonly PlanColumn[] => PLAN_COLUMNS[kind]))];
  const rows = exampleRows(words).map(([kind, cells]) => [
    words.sheetByKind[kind],
    ...fields.map((field) => cells[field] ?? null),
  ]);
  return csvFromTable([words.kindColumn, ...fields.map((field) => words.columnByField[field])], rows);
}

/** The template as XLSX: a guide, then one sheet a kind with its headings and one example row. */
export async function planTemplateXlsx(language: Language): Promise<Blob> {
  const { default: writeExcelFile } = await import("write-excel-file/universal");
  const words = PLAN_FILE_WORDS[language];
  const examples = exampleRows(words);
  const guide = {
    sheet: words.guideSheet,
    data: words.guide.map(([heading, text]) => [{ value: heading, fontWeight: "bold" as const }, { value: text }]),
    columns: [{ width: 16 }, { width: 90 }],
  };
  const sheets = PLAN_ROW_KINDS.map((kind) => {
    const fields: readonly PlanColumn[] = PLAN_COLUMNS[kind];
    const header = fields.map((field) => ({ value: words.columnByField[field], fontWeight: "bold" as const }));
    const rows = examples
      .filter(([rowKind]) => rowKind === kind)
      .map(([, cells]) => fields.map((field) => cells[field] ?? null));
    return {
      sheet: words.sheetByKind[kind],
      data: [header, ...rows],
      columns: fields.map((field) => ({ width: Math.max(10, words.columnByField[field].length + 2) })),
      stickyRowsCount: 1,
    };
  });
  return writeExcelFile([guide, ...sheets]).toBlob();
}
