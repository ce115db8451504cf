/** One import statement as found in a file. */
export interface FoundImport {
  readonly file: string;
  readonly specifier: string;
}

export interface FenceViolation extends FoundImport {
  readonly rule: string;
}

const ALIASES: Readonly<Record<string, string>> = {
  "#kernel/": "core/kernel/",
  "#domains/": "core/domains/",
  "#contract/": "core/contract/",
  "#migrations/": "migrations/",
  "#main/": "main/",
  "#electron/": "electron/",
  "#hub/": "hub/",
  "#renderer/": "renderer/",
  "#resources/": "resources/",
  "#scripts/": "scripts/",
  "#tests/": "tests/",
  "#bench/": "bench/",
};

/** HOUSE-STYLE §3 as data: for files below `from`, the only project folders they may import from. */
const ALLOWED: readonly { readonly from: RegExp; readonly may: readonly RegExp[] }[] = [
  { from: /^core\/kernel\//, may: [/^core\/kernel\//] },
  {
    from: /^core\/domains\/([a-z-]+)\//,
    may: [/^core\/kernel\//, /^core\/domains\/<d>\//, /^core\/domains\/[a-z-]+\/(ids|events)\.ts$/],
  },
  { from: /^core\/domains\/[a-z-]+\.ts$/, may: [/^core\//] },
  { from: /^core\/contract\//, may: [/^core\//] },
  { from: /^migrations\//, may: [/^migrations\//] },
  {
    from: /^main\/domains\/([a-z-]+)\//,
    may: [
      /^core\//,
      /^main\/store\//,
      /^main\/(service|log|clock)\.ts$/,
      /^main\/domains\/<d>\//,
      /^main\/domains\/[a-z-]+\/queries\.ts$/,
    ],
  },
  { from: /^main\//, may: [/^core\//, /^main\//, /^migrations\//, /^resources\//] },
  { from: /^hub\//, may: [/^core\//, /^hub\//, /^migrations\//] },
  { from: /^electron\//, may: [/^electron\//, /^core\/contract\//, /^main\/(kitchen-server|config|clock|log)\.ts$/] },
  {
    from: /^renderer\/domains\/([a-z-]+)\//,
    may: [/^core\//, /^renderer\/(client|ui|copy)\//, /^renderer\/domains\/<d>\//],
  },
  { from: /^renderer\/ui\//, may: [/^renderer\/(client|ui|copy)\//, /^core\/kernel\//, /^resources\//] },
  { from: /^renderer\//, may: [/^core\//, /^renderer\//, /^resources\//] },
  { from: /^(scripts|bench)\//, may: [/^(?!tests\/(integration|e2e|fences|simulation|reliability)\/)/] },
];

/** Imports of one source text. */
export function importsOf(file: string, source: string): readonly FoundImport[] {
  const found: FoundImport[] = [];
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s*["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)|(?:^|\n)\s*import\s*["']([^"']+)["']/g;
  for (const match of source.matchAll(pattern)) {
    found.push({ file, specifier: match[1] ?? match[2] ?? match[3] ?? "" });
  }
  return found;
}

/** What is wrong with one import, or null. Tests may import anything and are not asked. */
export function violationOf(found: FoundImport): FenceViolation | null {
  const { file, specifier } = found;
  if (specifier.startsWith("../")) return { ...found, rule: "never ../: use the folder's alias" };
  if (specifier.startsWith(".") && !/\.(ts|tsx|css|json|mjs|wav|woff2|svg)(\?.*)?$/.test(specifier)) {
    return { ...found, rule: "write the ending of the file" };
  }
  if (/^(main|core|migrations|renderer)\//.test(file) && specifier === "electron") {
    return { ...found, rule: "only electron/ may import electron" };
  }
  if (/^(core|renderer)\//.test(file) && specifier.startsWith("node:")) return { ...found, rule: "no Node here" };
  if (file.startsWith("core/") && !specifier.startsWith("#") && !specifier.startsWith("./") && specifier !== "zod") {
    return { ...found, rule: "core imports zod and itself" };
  }
  const target = targetOf(found);
  if (target === null) return null;
  for (const fence of ALLOWED) {
    const match = fence.from.exec(file);
    if (match === null) continue;
    const own = match[1] ?? "";
    const isAllowed = fence.may.some((may) => new RegExp(may.source.replace("<d>", own)).test(target));
    return isAllowed ? null : { ...found, rule: `${file.split("/").slice(0, 2).join("/")} may not import ${target}` };
  }
  return null;
}

function targetOf(found: FoundImport): string | null {
  if (found.specifier.startsWith("./")) {
    return `${found.file.split("/").slice(0, -1).join("/")}/${found.specifier.slice(2)}`;
  }
  for (const [alias, folder] of Object.entries(ALIASES)) {
    if (found.specifier.startsWith(alias)) return folder + found.specifier.slice(alias.length);
  }
  return null;
}
