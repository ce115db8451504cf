import type { SiteRole } from "#kernel/access.ts";
import type { EmploymentKind } from "#domains/people/events.ts";

/**
 * The words a list of people may use: headings, roles, divisions, months. Kitchens bring the spreadsheet they have, so each
 * thing has several names. All are compared without case, marks and spacing.
 */

export const PEOPLE_FIELDS = [
  "fullName",
  "nickName",
  "nationalId",
  "birthDate",
  "phone",
  "address",
  "emergencyContact",
  "position",
  "divisionCode",
  "employmentKind",
  "joinDate",
] as const;
export type PeopleField = (typeof PEOPLE_FIELDS)[number];

export const HEADINGS: Readonly<Record<PeopleField, readonly string[]>> = {
  fullName: [
    "nama lengkap",
    "nama",
    "nama relawan",
    "nama karyawan",
    "nama petugas",
    "nama pegawai",
    "full name",
    "name",
  ],
  nickName: ["nama panggilan", "panggilan", "alias", "nick name"],
  nationalId: ["nik", "no ktp", "nomor ktp", "no nik", "nomor induk kependudukan", "nik ktp", "ktp", "identity number"],
  birthDate: [
    "tanggal lahir",
    "tgl lahir",
    "tempat tanggal lahir",
    "tempat tgl lahir",
    "ttl",
    "tempat dan tanggal lahir",
    "lahir",
    "birth date",
  ],
  phone: [
    "no hp",
    "nomor hp",
    "hp",
    "no telepon",
    "no telp",
    "telepon",
    "no wa",
    "whatsapp",
    "no hp wa",
    "kontak",
    "phone",
  ],
  address: ["alamat", "alamat lengkap", "alamat rumah", "alamat ktp", "domisili", "address"],
  emergencyContact: ["kontak darurat", "no darurat", "keluarga yang bisa dihubungi", "emergency contact"],
  position: ["jabatan", "posisi", "tugas", "pekerjaan", "peran", "bagian tugas", "position", "role"],
  divisionCode: ["divisi", "bagian", "tim", "regu", "unit", "seksi", "division", "team"],
  employmentKind: [
    "status",
    "status kerja",
    "status kepegawaian",
    "jenis tenaga",
    "kategori",
    "ikatan kerja",
    "employment",
  ],
  joinDate: [
    "tanggal masuk",
    "tgl masuk",
    "tmt",
    "mulai kerja",
    "tanggal bergabung",
    "tgl bergabung",
    "mulai bertugas",
    "join date",
  ],
};

/** Each field as the report names it. */
export const FIELD_NAMES = {
  id: {
    fullName: "Nama",
    nickName: "Nama panggilan",
    nationalId: "NIK",
    birthDate: "Tanggal lahir",
    phone: "Nomor HP",
    address: "Alamat",
    emergencyContact: "Kontak darurat",
    position: "Jabatan",
    divisionCode: "Divisi",
    employmentKind: "Status kerja",
    joinDate: "Tanggal masuk",
  },
  en: {
    fullName: "Name",
    nickName: "Nick name",
    nationalId: "Identity number",
    birthDate: "Birth date",
    phone: "Phone",
    address: "Address",
    emergencyContact: "Emergency contact",
    position: "Position",
    divisionCode: "Division",
    employmentKind: "Employment",
    joinDate: "Join date",
  },
} as const satisfies Readonly<Record<"id" | "en", Readonly<Record<PeopleField, string>>>>;

/** What a position stands for. The first words found in the cell decide, so the longer come before the shorter. */
export interface RoleWords {
  readonly words: readonly string[];
  readonly role: SiteRole;
  /** The division the position implies, when the list names none. */
  readonly divisionCode: string | null;
  readonly employmentKind: EmploymentKind;
}

const volunteer = (words: readonly string[], role: SiteRole, divisionCode: string | null): RoleWords => ({
  words,
  role,
  divisionCode,
  employmentKind: "volunteer",
});

export const ROLE_WORDS: readonly RoleWords[] = [
  { words: ["kepala sppg", "ka sppg", "kasppg"], role: "kitchen-head", divisionCode: "kantor", employmentKind: "bgn" },
  {
    words: ["ahli gizi", "pengawas gizi", "nutrisionis"],
    role: "nutritionist",
    divisionCode: "kantor",
    employmentKind: "bgn",
  },
  {
    words: ["akuntan", "pengawas keuangan"],
    role: "accountant",
    divisionCode: "kantor",
    employmentKind: "bgn",
  },
  {
    words: ["asisten lapangan", "aslap"],
    role: "field-assistant",
    divisionCode: "kantor",
    employmentKind: "partner",
  },
  volunteer(
    ["kepala juru masak", "kepala divisi", "kepala dapur", "koordinator", "ketua tim", "head chef"],
    "division-lead",
    null,
  ),
  volunteer(["quality control", "petugas mutu", "qc", "pengawas mutu"], "quality-officer", "kantor"),
  volunteer(["petugas gudang", "gudang", "logistik"], "storekeeper", "persiapan"),
  volunteer(["persiapan", "preparasi"], "kitchen-staff", "persiapan"),
  volunteer(["juru masak", "tukang masak", "koki", "chef", "pengolahan", "masak"], "kitchen-staff", "pengolahan"),
  volunteer(["pemorsian", "porsi"], "kitchen-staff", "pemorsian"),
  volunteer(["packing", "pengemasan", "kemas"], "kitchen-staff", "packing"),
  volunteer(["distribusi", "sopir", "supir", "driver", "pengemudi", "kernet", "kurir"], "delivery-staff", "distribusi"),
  volunteer(["pencucian", "cuci"], "wash-staff", "pencucian"),
  volunteer(["kebersihan", "cleaning service", "sanitasi"], "wash-staff", "kebersihan"),
  volunteer(["keamanan", "satpam", "security"], "wash-staff", "keamanan"),
];

/** Words for a division beside its own name. */
export const DIVISION_WORDS: Readonly<Record<string, readonly string[]>> = {
  persiapan: ["persiapan", "preparasi", "persiapan bahan"],
  pengolahan: ["pengolahan", "masak", "dapur", "juru masak", "produksi"],
  pemorsian: ["pemorsian", "porsi"],
  packing: ["packing", "pengemasan", "kemas"],
  distribusi: ["distribusi", "pengiriman", "driver", "sopir"],
  pencucian: ["pencucian", "cuci", "cuci ompreng", "pencuci ompreng"],
  kebersihan: ["kebersihan", "sanitasi", "cleaning service"],
  keamanan: ["keamanan", "satpam", "security"],
  kantor: ["kantor", "manajemen", "administrasi", "pengelola"],
};

/** The role of somebody whose list names a division and no position: the one that may least. */
export const ROLE_OF_DIVISION: Readonly<Record<string, SiteRole>> = {
  persiapan: "kitchen-staff",
  pengolahan: "kitchen-staff",
  pemorsian: "kitchen-staff",
  packing: "kitchen-staff",
  distribusi: "delivery-staff",
  pencucian: "wash-staff",
  kebersihan: "wash-staff",
  keamanan: "wash-staff",
};

/** Positions that say nothing of the work. */
export const EMPTY_POSITIONS: readonly string[] = [
  "relawan",
  "volunteer",
  "anggota",
  "staf",
  "staff",
  "pekerja",
  "karyawan",
];

export const EMPLOYMENT_WORDS: Readonly<Record<EmploymentKind, readonly string[]>> = {
  bgn: ["bgn", "pegawai bgn", "sppi", "asn", "pppk"],
  partner: ["mitra", "yayasan", "pegawai mitra", "partner"],
  volunteer: ["relawan", "volunteer", "sukarelawan", "harian"],
  guest: ["tamu", "bantuan", "guest"],
};

/** Months as people shorten them; the first three letters decide, in Indonesian or English. */
export const MONTH_WORDS: readonly (readonly string[])[] = [
  ["jan"],
  ["feb", "peb"],
  ["mar"],
  ["apr"],
  ["mei", "may"],
  ["jun"],
  ["jul"],
  ["agu", "ags", "aug"],
  ["sep"],
  ["okt", "oct"],
  ["nov", "nop"],
  ["des", "dec"],
];

/** Rows that close or total a table. */
export const CLOSING_WORDS: readonly string[] = [
  "jumlah",
  "total",
  "mengetahui",
  "menyetujui",
  "dibuat oleh",
  "catatan",
];

/** What the template file says beside its headings; it is Indonesian as the lists it is filled from. */
export const TEMPLATE_WORDS = {
  fileName: "contoh-daftar-orang.xlsx",
  list: "Daftar orang",
  help: "Petunjuk",
  dates: "tanggal-bulan-tahun, misalnya 05-06-1998",
  nationalId: "16 angka, ditulis sebagai teks",
  phone: "angka saja, ditulis sebagai teks supaya nol di depan tidak hilang",
} as const;
