import { err, ok, type Result } from "#kernel/result.ts";

/** One name in every form the code writes it in; templates name them `{{kebab}}` and so on. */
export interface DomainNames {
  /** Folder, events, commands, queries: `cold-storage`. */
  readonly kebab: string;
  /** Values: `coldStorage`. */
  readonly camel: string;
  /** Types: `ColdStorage`. */
  readonly Pascal: string;
  /** Tables and ids: `cold_storage`. */
  readonly snake: string;
  /** Constants: `COLD_STORAGE`. */
  readonly UPPER: string;
  /** Sentences: `cold storage`. */
  readonly words: string;
}

export interface NameProblem {
  readonly code: "name-not-kebab-case" | "name-too-long" | "name-reserved";
  readonly message: string;
}

export const DOMAIN_NAME_MAX_LENGTH_COUNT = 30;

/** Letters only: the import fence and tables know no others. */
const KEBAB_CASE = /^[a-z]+(-[a-z]+)*$/;

/** Names no domain may have: folders that say nothing (HOUSE-STYLE §2), and words the code already means something by. */
const RESERVED: ReadonlySet<string> = new Set([
  ...["lib", "utils", "helpers", "common", "services", "types", "index"],
  ...["domain", "domains", "module", "modules", "registry", "fixtures", "read-model", "kernel", "contract", "store"],
  ...["event", "events", "command", "commands", "query", "queries", "state", "setting", "settings", "stored"],
  ...["all", "any", "system", "kitchen", "staff", "device", "test", "tests", "tally", "card", "sqlite"],
]);

/** The forms of a domain's name, or why no domain may be called so. */
export function domainNamesFrom(name: string): Result<DomainNames, NameProblem> {
  if (name.length > DOMAIN_NAME_MAX_LENGTH_COUNT) {
    return err({ code: "name-too-long", message: `a name has at most ${DOMAIN_NAME_MAX_LENGTH_COUNT} letters` });
  }
  if (!KEBAB_CASE.test(name)) {
    const message = `${JSON.stringify(name)} is not kebab-case of small letters, such as cold-storage`;
    return err({ code: "name-not-kebab-case", message });
  }
  if (RESERVED.has(name)) return err({ code: "name-reserved", message: `"${name}" already means something else here` });
  const words = name.split("-");
  const Pascal = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("");
  const snake = words.join("_");
  return ok({
    kebab: name,
    camel: Pascal.slice(0, 1).toLowerCase() + Pascal.slice(1),
    Pascal,
    snake,
    UPPER: snake.toUpperCase(),
    words: words.join(" "),
  });
}
