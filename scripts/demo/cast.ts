import type { SiteRole } from "#kernel/access.ts";

/** One simulated person of the demo kitchen. */
export interface CastMember {
  readonly key: string;
  readonly fullName: string;
  readonly roles: readonly SiteRole[];
  readonly divisionCode: string;
  readonly position: string;
  readonly employmentKind: "bgn" | "volunteer";
}

export const DEMO_DIVISIONS: readonly { readonly code: string; readonly name: string; readonly head: number }[] = [
  { code: "kantor", name: "Kantor", head: 4 },
  { code: "persiapan", name: "Persiapan", head: 10 },
  { code: "pengolahan", name: "Pengolahan", head: 11 },
  { code: "pemorsian", name: "Pemorsian", head: 14 },
  { code: "distribusi", name: "Distribusi", head: 6 },
  { code: "pencucian", name: "Pencucian", head: 5 },
];

const OFFICE: readonly CastMember[] = [
  {
    key: "head",
    fullName: "Ratna Dewi",
    roles: ["kitchen-head"],
    divisionCode: "kantor",
    position: "Kepala SPPG",
    employmentKind: "bgn",
  },
  {
    key: "nutritionist",
    fullName: "Siti Aminah",
    roles: ["nutritionist"],
    divisionCode: "kantor",
    position: "Ahli gizi",
    employmentKind: "bgn",
  },
  {
    key: "accountant",
    fullName: "Hendra Wijaya",
    roles: ["accountant"],
    divisionCode: "kantor",
    position: "Akuntan",
    employmentKind: "bgn",
  },
  {
    key: "assistant",
    fullName: "Maya Lestari",
    roles: ["field-assistant"],
    divisionCode: "kantor",
    position: "Aslap",
    employmentKind: "volunteer",
  },
  {
    key: "storekeeper",
    fullName: "Nurhayati Contoh",
    roles: ["storekeeper"],
    divisionCode: "persiapan",
    position: "Petugas gudang",
    employmentKind: "volunteer",
  },
  {
    key: "quality",
    fullName: "Rina Marlina",
    roles: ["quality-officer"],
    divisionCode: "pengolahan",
    position: "Petugas mutu",
    employmentKind: "volunteer",
  },
  {
    key: "cook-1",
    fullName: "Budi Santoso",
    roles: ["division-lead"],
    divisionCode: "pengolahan",
    position: "Juru masak",
    employmentKind: "volunteer",
  },
  {
    key: "cook-2",
    fullName: "Agus Salim",
    roles: ["kitchen-staff"],
    divisionCode: "pengolahan",
    position: "Juru masak",
    employmentKind: "volunteer",
  },
  {
    key: "cook-3",
    fullName: "Yanti Kusuma",
    roles: ["kitchen-staff"],
    divisionCode: "pengolahan",
    position: "Juru masak",
    employmentKind: "volunteer",
  },
  {
    key: "prepare",
    fullName: "Dewi Anggraini",
    roles: ["division-lead"],
    divisionCode: "persiapan",
    position: "Kepala persiapan",
    employmentKind: "volunteer",
  },
  {
    key: "portion",
    fullName: "Joko Prasetyo",
    roles: ["division-lead"],
    divisionCode: "pemorsian",
    position: "Kepala pemorsian",
    employmentKind: "volunteer",
  },
];

const VOLUNTEERS = [
  "Andi",
  "Asih",
  "Bayu",
  "Cici",
  "Darto",
  "Eka",
  "Fajar",
  "Galih",
  "Hana",
  "Imam",
  "Indah",
  "Jamal",
  "Kartini",
  "Lina",
  "Made",
  "Nanda",
  "Nur",
  "Oki",
  "Putri",
  "Rahmat",
  "Rini",
  "Sari",
  "Slamet",
  "Sri",
  "Tono",
  "Tuti",
  "Udin",
  "Vera",
  "Wahyu",
  "Wati",
  "Yani",
  "Yusuf",
  "Zaenal",
  "Zahra",
  "Ilham",
  "Mega",
  "Dian",
  "Rudi",
  "Ayu",
] as const;
const VOLUNTEER_DIVISIONS = ["persiapan", "pengolahan", "pemorsian", "distribusi", "pencucian"] as const;
const ROLE_BY_DIVISION = { distribusi: "delivery-staff", pencucian: "wash-staff" } as const satisfies Record<
  string,
  SiteRole
>;

/** Fifty invented people: the office, the store room, the lead of each task, and thirty-nine volunteers over the divisions. */
export function demoCast(): readonly CastMember[] {
  const volunteers = VOLUNTEERS.map((name, index): CastMember => {
    const divisionCode = VOLUNTEER_DIVISIONS[index % VOLUNTEER_DIVISIONS.length] ?? "persiapan";
    const role: SiteRole =
      divisionCode === "distribusi" || divisionCode === "pencucian" ? ROLE_BY_DIVISION[divisionCode] : "kitchen-staff";
    return {
      key: `volunteer-${index + 1}`,
      fullName: `${name} Contoh`,
      roles: [role],
      divisionCode,
      position: "Relawan",
      employmentKind: "volunteer",
    };
  });
  return [...OFFICE, ...volunteers];
}
