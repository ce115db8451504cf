/** Hygiene checklists (DOMAIN.md §4.9). A changed list gets a new version; answers keep the version they were given to. */

export interface Checklist {
  readonly checklistCode: string;
  readonly version: number;
  readonly itemCodes: readonly string[];
}

/** Source: Permenkes 1096/2011 (higiene sanitasi jasaboga), the points a person can see at one look. */
export const CHECKLISTS: readonly Checklist[] = [
  {
    checklistCode: "kitchen",
    version: 1,
    itemCodes: [
      "floor-dry-clean",
      "surfaces-sanitised",
      "tools-clean",
      "raw-cooked-apart",
      "food-covered",
      "waste-closed",
      "hand-wash-soap",
      "drain-clear",
      "no-pests",
      "chemicals-apart",
    ],
  },
  {
    checklistCode: "people",
    version: 1,
    itemCodes: [
      "hands-washed",
      "nails-short",
      "hair-covered",
      "mask-worn",
      "gloves-changed",
      "apron-clean",
      "no-jewellery",
      "no-wounds",
      "no-illness",
    ],
  },
];

export function checklistOf(checklistCode: string): Checklist | undefined {
  return CHECKLISTS.find((checklist) => checklist.checklistCode === checklistCode);
}
