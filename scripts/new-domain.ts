import { parseArgs } from "node:util";
import { err, ok, type Result } from "#kernel/result.ts";
import { EXIT } from "./kiosk/outcome.ts";
import { createDomain, type CreatedDomain } from "./new-domain/create-domain.ts";
import { ROOT } from "./run-step.ts";

/** `npm run new:domain -- <name>`: the skeleton of a domain, listed and tested, ready for its first real event. */
const USAGE = `npm run new:domain -- <name>
  <name>   kebab-case, small letters, such as cold-storage
Writes core/domains/<name> and main/domains/<name> with one event, one command and one query, and lists them.
`;

process.exitCode = run(process.argv.slice(2));

function run(argv: readonly string[]): number {
  const asked = askedName(argv);
  if (!asked.ok) return refused(asked.error);
  if (asked.value === null) {
    process.stdout.write(USAGE);
    return EXIT.done;
  }
  const created = createDomain(ROOT, asked.value);
  if (!created.ok) return refused(created.error);
  process.stdout.write(whatNext(created.value));
  return EXIT.done;
}

type UsageProblem = { readonly code: "unknown-flag" | "name-missing" | "one-name-only"; readonly message: string };

/** The name; null when only help was asked for. */
function askedName(argv: readonly string[]): Result<string | null, UsageProblem> {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...argv],
      strict: true,
      allowPositionals: true,
      options: { help: { type: "boolean", default: false } },
    });
  } catch (error) {
    // parseArgs throws only for arguments that do not fit its options.
    return err({ code: "unknown-flag", message: error instanceof Error ? error.message : "unreadable arguments" });
  }
  if (parsed.values.help) return ok(null);
  const [name, ...more] = parsed.positionals;
  if (name === undefined) return err({ code: "name-missing", message: "say how the domain is called" });
  if (more.length > 0)
    return err({ code: "one-name-only", message: `one domain at a time, not also ${more.join(", ")}` });
  return ok(name);
}

function refused({ code, message }: { readonly code: string; readonly message: string }): number {
  process.stderr.write(`${code}: ${message}\n`);
  const isOfTheTree = code === "place-not-found" || code === "not-written";
  return isOfTheTree ? EXIT.fault : EXIT.usage;
}

function whatNext({ names, writtenPaths, changedPaths }: CreatedDomain): string {
  const { kebab, camel, Pascal, words } = names;
  const core = `core/domains/${kebab}`;
  const byHand: readonly (readonly [place: string, what: string])[] = [
    ["docs/glossary.md", `the word "${words}", in code and on screen`],
    [core, `your first event in place of ${kebab}-noted, before any kitchen has written one`],
    ["renderer/copy/rejections.{id,en}.ts", "words for every rejection code of your own"],
    ["core/domains/registry.ts", `...${camel}Settings in allSettings, with the first setting`],
  ];
  const withFirstScreen: readonly (readonly [place: string, what: string])[] = [
    [`${core}/{commands,queries}.ts`, "the faces that may send and ask"],
    [
      `renderer/domains/${kebab}/${kebab}-refs.ts`,
      `queryRef<typeof queries.${camel}Notes>("${kebab}-notes", "noteId")`,
    ],
    ["", `factRef<typeof commands.note${Pascal}>("note-${kebab}")`],
    ["renderer/domains/refs.test.ts", "those refs in its list"],
    ["renderer/faces/manager/routes.tsx", "one line for its address"],
  ];
  const widthCount = Math.max(...[...byHand, ...withFirstScreen].map(([place]) => place.length));
  const line = ([place, what]: readonly [string, string]) => `  ${place.padEnd(widthCount)}  ${what}`;
  return `${[
    ...writtenPaths.map((path) => `written  ${path}`),
    ...changedPaths.map((path) => `changed  ${path}`),
    "",
    "Try it:",
    `  npx tsc -b && npx vitest run --project unit ${core} main/domains/${kebab}`,
    "",
    "By hand, where only you know the place:",
    ...byHand.map(line),
    "And with its first screen:",
    ...withFirstScreen.map(line),
  ].join("\n")}\n`;
}
