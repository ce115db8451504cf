import { parseArgs } from "node:util";
import { HQ_ROLES, type HqRole, type HqScope } from "#contract/hq-vocabulary.ts";
import { hubStreamIdSchema, publicationIdSchema, type PublicationId } from "#domains/publications/ids.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import { secretKeyFrom } from "./hq/secret-key.ts";

export const HUB_PORT_DEFAULT = 8090;

export const HUB_USAGE = `npm run hub -- [command] [--local] [--data-dir D] [--host 127.0.0.1] [--port ${HUB_PORT_DEFAULT}] [--log-level info]
  (no command)  brings the tables up to this release and serves kitchens
  migrate       brings the tables up to this release, and ends
  join-code     makes a one-time join code: --region <id> --name <kitchen>
  announce      publishes an announcement: --to national, region:<id> or site:<siteId> (more than once), --title, --text,
                --severity info|important|critical, --until YYYY-MM-DD, --needs-acknowledgement
  recall        recalls food: --to as above, --title, --text (the reason), and --food <code>, --supplier <name>, --lot <code>
                (each more than once; a lot is meant when every kind that is given names it), --from and --until (receipt)
  publish       publishes a document: menu|recipe|prices|standard FILE, --to as above, --by <name>, and --after <version>,
                the version it follows (0, the first, when absent)
  lift-recall   takes a recall back: --to as above, --recall <publicationId>, --text (the reason)
  reach         how far a publication got, by kitchen: the id that publishing it printed
  sites         the kitchens, how far their logs are held here and how old that is
  user add      invites somebody to headquarters' console and prints the link once: --email, --name,
                --role hub-admin|national-publisher|… (more than once), --scope national (default) or region:<id>
  --local       starts its own Postgres and Redis from this machine's binaries in --data-dir;
                else DATABASE_URL and REDIS_URL name them; HUB_SECRET_KEY (64 hexadecimal digits) opens the console,
                HUB_TRUSTED_PROXIES names the proxies in front, by comma
  --port        0 lets the system choose
  --json        answers of commands as one JSON line`;

export type HubCommand =
  | "serve"
  | "migrate"
  | "join-code"
  | "announce"
  | "recall"
  | "lift-recall"
  | "publish"
  | "reach"
  | "user"
  | "sites";

export interface HubFlags {
  readonly command: HubCommand;
  /** Null with `isLocal`, which finds its own. */
  readonly databaseUrl: string | null;
  /** Null: nodes compare heads instead of hearing hints. */
  readonly redisUrl: string | null;
  readonly isLocal: boolean;
  readonly dataDir: string | null;
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
  readonly regionId: string | null;
  readonly siteName: string | null;
  /** What is published and where; the document is judged by its own schema. */
  readonly publication: {
    readonly type: string;
    readonly hubStreamIds: readonly string[];
    readonly document: Readonly<Record<string, unknown>>;
    /** The file the document is read from; null where the flags give it. */
    readonly file: string | null;
    /** The version a document with versions follows. */
    readonly expectedVersion: number;
    readonly by: string;
  };
  /** Whose reach is asked. */
  readonly publicationId: PublicationId | null;
  /** Who is invited to the console. */
  readonly user: InvitedUser | null;
  /** Null with `isLocal`, which keeps its own, and where there is no console. */
  readonly secretKey: Buffer | null;
  readonly trustedProxies: readonly string[];
  readonly isJson: boolean;
}

export interface InvitedUser {
  readonly email: string;
  readonly name: string;
  readonly roles: readonly HqRole[];
  readonly scope: HqScope;
}

export interface FlagProblem {
  readonly code: "unknown-flag" | "flag-invalid" | "flag-missing";
  readonly message: string;
}

const COMMANDS: readonly HubCommand[] = [
  "migrate",
  "join-code",
  "announce",
  "recall",
  "lift-recall",
  "publish",
  "reach",
  "user",
  "sites",
];
const LEVELS: readonly string[] = ["trace", "debug", "info", "warn", "error", "silent"];
const REGION = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** Reads the command line and `DATABASE_URL`; anything else is refused, nothing is guessed. */
export function hubFlagsFrom(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Result<HubFlags, FlagProblem> {
  const parsed = argumentsOf(argv);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  const [word, ...more] = positionals;
  const command = word === undefined ? "serve" : COMMANDS.find((known) => known === word);
  const [kind = "", file, ...others] = command === "publish" ? more : ["", undefined, ...more];
  const [asked, ...surplus] = command === "reach" || command === "user" ? others : ["", ...others];
  if (command === undefined || surplus.length > 0) return invalid(`no such command: ${positionals.join(" ")}`);
  const type = command === "publish" ? DOCUMENT_TYPES[kind] : (PUBLICATION_TYPES[command] ?? "");
  if (type === undefined) return invalid(`publish is one of ${Object.keys(DOCUMENT_TYPES).join(", ")}`);
  if (command === "publish" && file === undefined) return missing("publish reads a FILE");
  const publicationId = command === "reach" ? publicationIdSchema.safeParse(asked) : null;
  if (publicationId?.success === false) return invalid("reach asks for one publication by its id");
  const atConsole = consoleFlags(command === "user" ? invitedUserFrom(asked, values) : ok(null), environment);
  if (!atConsole.ok) return atConsole;
  const after = Number(values.after ?? 0);
  if (!Number.isInteger(after) || after < 0) return invalid("--after is the number of a version");
  const port = Number(values.port ?? HUB_PORT_DEFAULT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return invalid("--port is a number from 0 to 65535");
  const logLevel = values["log-level"] ?? "info";
  if (!LEVELS.includes(logLevel)) return invalid(`--log-level is one of ${LEVELS.join(", ")}`);
  const databaseUrl = values.local ? null : (environment["DATABASE_URL"] ?? "");
  if (databaseUrl === "") return missing("DATABASE_URL names no Postgres; set it, or use --local");
  if (values.local && values["data-dir"] === undefined && command !== "serve") {
    return missing("--local needs the --data-dir of the running hub here");
  }
  if (command === "join-code" && !REGION.test(values.region ?? ""))
    return invalid("--region is small letters, digits, hyphens");
  if (command === "join-code" && (values.name ?? "").trim() === "")
    return missing("--name says which kitchen the code is for");
  const misplaced = (values.to ?? []).find((id) => !hubStreamIdSchema.safeParse(id).success);
  if (misplaced !== undefined) return invalid(`--to ${misplaced} is no stream`);
  if (type !== "" && (values.to ?? []).length === 0) return missing("--to says who reads it");
  return ok({
    command,
    databaseUrl,
    redisUrl: environment["REDIS_URL"] ?? null,
    isLocal: values.local,
    dataDir: values["data-dir"] ?? null,
    host: values.host ?? "127.0.0.1",
    port,
    logLevel,
    regionId: values.region ?? null,
    siteName: values.name?.trim() ?? null,
    publication: {
      ...{ type, hubStreamIds: values.to ?? [], document: documentOf(command, values) },
      ...{ file: file ?? null, expectedVersion: after, by: values.by?.trim() || BY_DEFAULT },
    },
    publicationId: publicationId?.data ?? null,
    ...atConsole.value,
    isJson: values.json,
  });
}

function argumentsOf(argv: readonly string[]) {
  try {
    const text = { type: "string" } as const;
    const many = { ...text, multiple: true } as const;
    const onOff = { type: "boolean", default: false } as const;
    const options = {
      ...{ local: onOff, json: onOff, "data-dir": text, host: text, port: text, "log-level": text },
      ...{ region: text, name: text, to: many, title: text, text, severity: text },
      ...{ until: text, from: text, recall: text, "needs-acknowledgement": onOff },
      ...{ food: many, supplier: many, lot: many, by: text, after: text },
      ...{ email: text, role: many, scope: text },
    };
    return ok(parseArgs({ args: [...argv], strict: true, allowPositionals: true, options }));
  } catch (error) {
    // parseArgs throws only for arguments that do not fit its options.
    return err<FlagProblem>({
      code: "unknown-flag",
      message: error instanceof Error ? error.message : "unreadable arguments",
    });
  }
}

function consoleFlags(
  user: Result<InvitedUser | null, FlagProblem>,
  environment: Readonly<Record<string, string | undefined>>,
): Result<Pick<HubFlags, "user" | "secretKey" | "trustedProxies">, FlagProblem> {
  if (!user.ok) return user;
  const secretKey = secretKeyIn(environment);
  if (!secretKey.ok) return secretKey;
  const proxies = (environment["HUB_TRUSTED_PROXIES"] ?? "").split(",").map((name) => name.trim());
  const trustedProxies = proxies.filter((name) => name !== "");
  return ok({ user: user.value, secretKey: secretKey.value, trustedProxies });
}

function secretKeyIn(environment: Readonly<Record<string, string | undefined>>): Result<Buffer | null, FlagProblem> {
  const text = environment["HUB_SECRET_KEY"] ?? "";
  if (text === "") return ok(null);
  const key = secretKeyFrom(text);
  return key.ok ? key : invalid("HUB_SECRET_KEY is 64 hexadecimal digits, from openssl rand -hex 32");
}

interface UserFlags {
  readonly email?: string | undefined;
  readonly name?: string | undefined;
  readonly role?: string[] | undefined;
  readonly scope?: string | undefined;
}

function invitedUserFrom(verb: string | undefined, flags: UserFlags): Result<InvitedUser, FlagProblem> {
  if (verb !== "add") return invalid("user is followed by add");
  const email = (flags.email ?? "").trim().toLowerCase();
  if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > 200) return invalid("--email is where the person signs in");
  const name = (flags.name ?? "").trim();
  if (name === "" || name.length > 120) return missing("--name says who it is");
  const roles = HQ_ROLES.filter((role) => flags.role?.includes(role));
  const unknown = (flags.role ?? []).find((role) => !HQ_ROLES.some((known) => known === role));
  if (unknown !== undefined || roles.length === 0) return invalid(`--role is one of ${HQ_ROLES.join(", ")}`);
  const [kind, regionId = ""] = (flags.scope ?? "national").split(":", 2);
  if (kind === "national" && regionId === "") return ok({ email, name, roles, scope: { kind } });
  if (kind !== "region" || !REGION.test(regionId)) return invalid("--scope is national or region:<id>");
  return ok({ email, name, roles, scope: { kind, regionId } });
}

const PUBLICATION_TYPES: Readonly<Record<string, string>> = {
  announce: "announcement-published",
  recall: "recall-published",
  "lift-recall": "recall-lifted",
};

/** What may be published from a file. */
const DOCUMENT_TYPES: Readonly<Record<string, string>> = {
  menu: "menu-published",
  recipe: "recipe-published",
  prices: "price-reference-published",
  standard: "standard-published",
};

const BY_DEFAULT = "command-line";

interface PublicationFlags {
  readonly title?: string | undefined;
  readonly text?: string | undefined;
  readonly severity?: string | undefined;
  readonly until?: string | undefined;
  readonly from?: string | undefined;
  readonly recall?: string | undefined;
  readonly food?: string[] | undefined;
  readonly supplier?: string[] | undefined;
  readonly lot?: string[] | undefined;
  readonly "needs-acknowledgement": boolean;
}

function documentOf(command: HubCommand, flags: PublicationFlags): Readonly<Record<string, unknown>> {
  const { title = "", text = "" } = flags;
  switch (command) {
    case "announce":
      return {
        ...{ title, text, severity: flags.severity ?? "info", untilDate: flags.until ?? null },
        needsAcknowledgement: flags["needs-acknowledgement"],
      };
    case "recall":
      return {
        ...{ title, reason: text, fromDate: flags.from ?? null, toDate: flags.until ?? null },
        ...{ foodCodes: flags.food ?? [], supplierNames: flags.supplier ?? [], supplierLotCodes: flags.lot ?? [] },
      };
    case "lift-recall":
      return { recallId: flags.recall ?? "", reason: text };
    case "serve":
    case "migrate":
    case "join-code":
    case "publish":
    case "reach":
    case "user":
    case "sites":
      return {};
  }
}

function invalid(message: string): Result<never, FlagProblem> {
  return err({ code: "flag-invalid", message });
}

function missing(message: string): Result<never, FlagProblem> {
  return err({ code: "flag-missing", message });
}
