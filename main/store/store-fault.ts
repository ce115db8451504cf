/** Why a store could not be opened or used: faults of the world, told apart by code. */
export type StoreFaultCode =
  /** Another process holds this data folder. */
  | "store-in-use"
  /** There is no store where one was looked for. */
  | "store-missing"
  /** The file is damaged, or is no SQLite database. */
  | "store-damaged"
  /** The file is a database of another program. */
  | "store-foreign"
  /** A newer release wrote this store. */
  | "store-too-new"
  /** A released migration's text is no longer what was applied. */
  | "migration-edited"
  /** A file to restore or import from is absent or not good. */
  | "source-not-good";

/** An error with a code the edge can answer with. */
export interface StoreFault extends Error {
  readonly code: StoreFaultCode;
}

export function createStoreFault(code: StoreFaultCode, message: string, cause?: unknown): StoreFault {
  return Object.assign(new Error(message, { cause }), { code });
}

const CODES: readonly string[] = [
  "store-in-use",
  "store-missing",
  "store-damaged",
  "store-foreign",
  "store-too-new",
  "migration-edited",
  "source-not-good",
] satisfies readonly StoreFaultCode[];

export function isStoreFault(error: unknown): error is StoreFault {
  return error instanceof Error && "code" in error && typeof error.code === "string" && CODES.includes(error.code);
}

/** SQLite's own code of an error (`SQLITE_FULL`, `SQLITE_IOERR_WRITE`, …), or null for any other error. */
export function sqliteCodeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return null;
  return error.code.startsWith("SQLITE_") ? error.code : null;
}

/** No room to write, or the disk refuses writes: the command is not stored, the store goes on reading. */
export function isSpaceCode(code: string): boolean {
  return code === "SQLITE_FULL" || code.startsWith("SQLITE_IOERR");
}

/** The file's content is not what SQLite wrote. */
export function isDamageCode(code: string): boolean {
  return code.startsWith("SQLITE_CORRUPT") || code === "SQLITE_NOTADB";
}

/** Reading failed for now (a lock, the disk, memory); what the file holds is not known by it. */
export function isPassingCode(code: string): boolean {
  return PASSING_CODES.some((passing) => code === passing || code.startsWith(`${passing}_`));
}

const PASSING_CODES = [
  "SQLITE_BUSY",
  "SQLITE_LOCKED",
  "SQLITE_IOERR",
  "SQLITE_CANTOPEN",
  "SQLITE_NOMEM",
  "SQLITE_FULL",
  "SQLITE_INTERRUPT",
  "SQLITE_PROTOCOL",
];
