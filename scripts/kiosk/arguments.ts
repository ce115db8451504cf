import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import { err, ok, type Result } from "#kernel/result.ts";

/** One flag of a command. */
export interface Flag {
  readonly name: string;
  /** What stands after it, for the help: `<nama>`. Absent: a switch. */
  readonly value?: string;
  readonly isRequired?: boolean;
  readonly isMultiple?: boolean;
  readonly choices?: readonly string[];
  readonly words: string;
}

/** One command as people type it. */
export interface CommandForm {
  /** `staff add`. */
  readonly path: readonly string[];
  readonly words: string;
  readonly flags: readonly Flag[];
}

/** Flags as typed. */
export interface Typed {
  /** The value of a flag; undefined when it was not given. */
  one(name: string): string | undefined;
  many(name: string): readonly string[];
  isGiven(name: string): boolean;
}

/** What was wrong with the line. */
export interface UsageProblem {
  readonly code: "unknown-flag" | "flag-missing" | "flag-invalid";
  readonly message: string;
}

/** Flags every command takes. */
export const COMMON_FLAGS: readonly Flag[] = [
  { name: "data-dir", value: "<folder>", words: "folder data dapur (bawaan: folder data aplikasi)" },
  { name: "json", words: "satu baris JSON, untuk program" },
  { name: "help", words: "tampilkan bantuan ini" },
];

/** Reads the flags of one command strictly: nothing unknown, nothing twice, nothing left over. */
export function typedFlags(form: CommandForm, argv: readonly string[]): Result<Typed, UsageProblem> {
  const flags = [...form.flags, ...COMMON_FLAGS];
  const parsed = parseStrictly(flags, argv);
  if (!parsed.ok) return parsed;
  const valuesByName = parsed.value;
  const values = (name: string): readonly string[] => {
    const value = valuesByName[name];
    return (Array.isArray(value) ? value : [value]).filter((item) => typeof item === "string");
  };
  const typed: Typed = {
    one: (name) => values(name)[0],
    many: values,
    isGiven: (name) => valuesByName[name] !== undefined,
  };
  if (typed.isGiven("help")) return ok(typed);
  for (const flag of flags) {
    const given = values(flag.name);
    if (flag.isRequired === true && given.length === 0) {
      return err({ code: "flag-missing", message: `--${flag.name} ${flag.value ?? ""} wajib diisi` });
    }
    const unfit = given.find((value) => value.trim() === "" || flag.choices?.includes(value) === false);
    if (unfit !== undefined) {
      const choices = flag.choices === undefined ? "" : `; pilihan: ${flag.choices.join(", ")}`;
      return err({ code: "flag-invalid", message: `--${flag.name} "${unfit}" tidak dikenal${choices}` });
    }
  }
  return ok(typed);
}

function parseStrictly(
  flags: readonly Flag[],
  argv: readonly string[],
): Result<Readonly<Record<string, unknown>>, UsageProblem> {
  const options: ParseArgsOptionsConfig = Object.fromEntries(
    flags.map((flag) => [
      flag.name,
      { type: flag.value === undefined ? "boolean" : "string", multiple: flag.isMultiple === true } as const,
    ]),
  );
  try {
    const { values, tokens } = parseArgs({
      args: [...argv],
      options,
      strict: true,
      allowPositionals: false,
      tokens: true,
    });
    const names = tokens.flatMap((token) => (token.kind === "option" ? [token.name] : []));
    const twice = names.find(
      (name, index) => names.indexOf(name) !== index && flags.find((flag) => flag.name === name)?.isMultiple !== true,
    );
    if (twice !== undefined) return err({ code: "flag-invalid", message: `--${twice} diisi dua kali` });
    return ok(values);
  } catch (error) {
    // parseArgs throws only for arguments that do not fit its options.
    return err({ code: "unknown-flag", message: error instanceof Error ? error.message : "argumen tidak terbaca" });
  }
}

/** The help of one command. */
export function helpOf(form: CommandForm): string {
  const lines = [...form.flags, ...COMMON_FLAGS].map((flag) => {
    const head = `  --${flag.name}${flag.value === undefined ? "" : ` ${flag.value}`}`;
    const notes = [
      flag.isRequired === true ? "wajib" : "",
      flag.isMultiple === true ? "boleh beberapa kali" : "",
      flag.choices === undefined ? "" : flag.choices.join(" | "),
    ].filter((note) => note !== "");
    return `${head.padEnd(28)} ${flag.words}${notes.length === 0 ? "" : ` (${notes.join("; ")})`}`;
  });
  return [`npm run kiosk -- ${form.path.join(" ")}`, form.words, "", ...lines, ""].join("\n");
}
