import { createContext, useContext, type ReactNode } from "react";
import { isGranted, ROLES_BY_PERMISSION, type Permission, type SiteRole } from "#kernel/access.ts";
import { present } from "#kernel/assert.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";

/** Who is signed in at this console. Roles are those of now: a change acts at once. */
export interface Person {
  readonly staffId: string;
  readonly name: string;
  readonly roles: readonly SiteRole[];
}

const PersonContext = createContext<Person | null>(null);

export function PersonProvider(props: { readonly person: Person; readonly children: ReactNode }) {
  return <PersonContext.Provider value={props.person}>{props.children}</PersonContext.Provider>;
}

export function usePerson(): Person {
  return present(useContext(PersonContext), "PersonProvider");
}

/** Null for a page shown from this device's disk, with nobody signed in. */
export function usePersonOrNobody(): Person | null {
  return useContext(PersonContext);
}

/** Why the person may not do what a permission covers, in words: “Perlu Kepala SPPG, Aslap”. Null when they may. */
export function useWhyNotPermitted(): (permission: Permission) => string | null {
  const { t } = useManagerCopy();
  const person = usePersonOrNobody();
  return (permission) => {
    if (person === null) return t("manager.why.nobody");
    if (isGranted(person.roles, permission)) return null;
    const roles = ROLES_BY_PERMISSION[permission].map((role) => t(`shared.role.${role}`));
    return t("manager.why.role", { roles: roles.join(", ") });
  };
}
