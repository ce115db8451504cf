import { createContext, useContext, type ReactNode } from "react";
import { present } from "#kernel/assert.ts";
import type { Kitchen } from "./kitchen.ts";

const KitchenContext = createContext<Kitchen | null>(null);

/** Hands the kitchen to every hook below it. */
export function KitchenProvider(props: { readonly kitchen: Kitchen; readonly children: ReactNode }) {
  return <KitchenContext.Provider value={props.kitchen}>{props.children}</KitchenContext.Provider>;
}

export function useKitchen(): Kitchen {
  return present(useContext(KitchenContext), "KitchenProvider");
}
