import type { Plugin } from "vite";

/**
 * Tells the bundler what the house style promises: nothing in `core/` has an effect but its value. A top-level constant
 * made by a call (a zod schema, a definition) is dropped with everything under it when a face does not use it, so a face
 * that needs one function or limit of a file does not carry zod along (ARCHITECTURE.md §11, P7).
 */
export function pureCore(): Plugin {
  return {
    name: "pure-core",
    enforce: "post",
    transform: {
      filter: { id: /\/core\/[^?]+\.ts$/ },
      handler(code) {
        let changed = code;
        // From the end, so that earlier positions stay true.
        for (const { start, end } of topLevelCalls(this.parse(code)).toReversed()) {
          changed = `${changed.slice(0, start)}/* @__PURE__ */ (() => ${changed.slice(start, end)})()${changed.slice(end)}`;
        }
        return { code: changed, map: null };
      },
    },
  };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

interface ProgramLike {
  readonly body: ReadonlyArray<{
    readonly type: string;
    readonly declaration?: unknown;
    readonly declarations?: unknown;
  }>;
}

/** Where top-level `const x = call(…)` initialisers stand, exported or not. */
function topLevelCalls(program: ProgramLike): readonly Span[] {
  return program.body.flatMap((statement) => {
    const declaration = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    return declaratorsOf(declaration).flatMap(({ init }) =>
      init !== null && init !== undefined && init.type === "CallExpression"
        ? [{ start: init.start, end: init.end }]
        : [],
    );
  });
}

interface Declarator {
  readonly init?: ({ readonly type: string } & Span) | null;
}

function declaratorsOf(declaration: unknown): readonly Declarator[] {
  const isVariables =
    typeof declaration === "object" &&
    declaration !== null &&
    "declarations" in declaration &&
    Array.isArray(declaration.declarations);
  return isVariables ? (declaration.declarations as readonly Declarator[]) : []; // ESTree: a variable declaration holds declarators
}
