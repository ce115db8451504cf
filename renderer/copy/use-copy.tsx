import { createContext, useContext, type ReactNode } from "react";
import { present } from "#kernel/assert.ts";
import type { CatalogueSet, Copy, Language } from "./copy.ts";
import type { sharedId } from "./shared.id.ts";
import { createUnits, type Units } from "./units.ts";

/** The areas every face has. */
export type SharedSet = { readonly shared: typeof sharedId };

interface Words {
  readonly copy: Copy<CatalogueSet>;
  readonly units: Units;
}
const WordsContext = createContext<Words | null>(null);

const UNITS: Readonly<Record<Language, Units>> = { id: createUnits("id"), en: createUnits("en") };

/**
 * Hands the words to everything below. A face writes its set once and a hook typed by it:
 *
 *     export const useTabletCopy = () => useCopy<typeof tabletWords>();
 *     const t = useTabletCopy(); t("tablet.task.none", { station })
 */
export function CopyProvider<Set extends CatalogueSet>(props: {
  readonly copy: Copy<Set>;
  readonly children: ReactNode;
}) {
  const copy = props.copy as unknown as Copy<CatalogueSet>; // `useCopy` gives the set back to whoever names it
  return <WordsContext.Provider value={{ copy, units: UNITS[copy.language] }}>{props.children}</WordsContext.Provider>;
}

/** The words of the face. Without a type argument: those of the `shared` area. */
export function useCopy<Set extends CatalogueSet = SharedSet>(): Copy<Set> {
  return present(useContext(WordsContext), "CopyProvider").copy as unknown as Copy<Set>; // the provider of this face was given this set
}

/** Formatters of figures and times in the language of the face. */
export function useUnits(): Units {
  return present(useContext(WordsContext), "CopyProvider").units;
}
